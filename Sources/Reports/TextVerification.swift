import Model

/// Writes for people whether a fix held: the answer, the incidents that say it did not, and what was read.
public enum TextVerification {
    public static func write(
        _ verification: Verification, width: Int, color: Bool, to sink: inout some ReportSink
    ) throws {
        var page = TextPage(width: width, color: color)
        page.paragraph(VerificationWording.sentence(verification))
        if verification.verdict == .failed, !verification.doubts.isEmpty {
            let doubts = VerificationWording.doubts(verification).joined(separator: "; ")
            page.paragraph("\(doubts).", head: "There may be more: ", style: .yellow)
        }
        for incident in verification.incidents {
            page.blank()
            TextIncident.write(incident, zone: .utc, showsStatus: false, to: &page)
            try page.buffer.drain(to: &sink)
        }
        page.blank()
        TextLedger.write(verification.ledger, zone: .utc, to: &page)
        try page.buffer.flush(to: &sink)
    }
}
