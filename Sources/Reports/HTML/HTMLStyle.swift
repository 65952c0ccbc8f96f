/// The page's one style: light and dark, narrow and wide, screen and paper.
enum HTMLStyle {
    /// SHA-256 of `text` in Base64, for the content security policy; a test holds the two together.
    static let sha256 = "rJuloqOB7Tq83RfB0vhOi8VP5Jx3I5yUtCOi6GFRQFY="

    static let text: StaticString = """
        :root {
          --page: #f6f7f9; --surface: #ffffff; --sunken: #f1f3f6; --text: #1b2027; --quiet: #565f6b;
          --line: #dde1e7; --accent: #0b57c9; --critical: #a3123f; --high: #b3420a; --medium: #7d5a00;
          --low: #0b6484; --informational: #565f6b; --on-level: #ffffff;
          --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #101317; --surface: #181c22; --sunken: #20252c; --text: #e7eaee; --quiet: #a4adb9;
            --line: #2e353e; --accent: #8ab6ff; --critical: #ff8ba3; --high: #ffa76b; --medium: #ecc54e;
            --low: #6cc5e6; --informational: #a4adb9; --on-level: #101317;
          }
        }
        *, *::before, *::after { box-sizing: border-box; }
        [hidden] { display: none !important; }
        html { background: var(--page); color: var(--text); -webkit-text-size-adjust: 100%; }
        body {
          margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 2.5rem) 4rem; max-width: 70rem;
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          overflow-wrap: anywhere;
        }
        h1, h2, h3, h4, p, dl, dd, ul, ol, figure { margin: 0; padding: 0; }
        h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; margin: 0.2rem 0 1rem; }
        h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -0.01em; margin-bottom: 0.9rem; }
        h3 { font-size: 1.05rem; line-height: 1.4; }
        h4 { font-size: 0.85rem; margin: 1.6rem 0 0.5rem; }
        section { margin-top: 3.25rem; }
        a { color: var(--accent); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
        code { font-family: var(--mono); font-size: 0.87em; unicode-bidi: isolate; }
        .quiet { color: var(--quiet); font-size: 0.92rem; }
        .skip { position: absolute; left: -100vw; padding: 0.6rem 1rem; background: var(--surface); }
        .skip:focus { left: 1rem; top: 1rem; z-index: 1; }
        .tool { color: var(--quiet); font-size: 0.92rem; }
        .subject { font-weight: 600; }
        .found { font-size: 1.2rem; line-height: 1.45; margin-bottom: 0.35rem; }
        .warning, .note {
          margin-top: 1rem; padding: 0.75rem 1rem; background: var(--surface); border: 1px solid var(--line);
          border-left: 4px solid var(--medium); border-radius: 6px;
        }

        .figures { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(8.2rem, 1fr)); }
        .figures + .figures { margin-top: 0.75rem; }
        .figure {
          display: flex; flex-direction: column; padding: 0.85rem 1rem;
          background: var(--surface); border: 1px solid var(--line); border-radius: 10px;
        }
        .figure dt { color: var(--quiet); font-size: 0.88rem; line-height: 1.3; }
        .figure dd { display: contents; }
        .figure .number {
          order: -1; font-size: 1.75rem; font-weight: 650; line-height: 1.25;
          font-variant-numeric: tabular-nums;
        }
        .figure .change { font-size: 0.82rem; color: var(--quiet); }
        .figure.none .number { color: var(--quiet); font-weight: 450; }
        .levels .figure:not(.none) { border-left: 4px solid currentColor; }
        .critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); }
        .low { color: var(--low); } .informational { color: var(--informational); }

        .chart {
          margin-top: 0.75rem; padding: 1.1rem 1.1rem 0.8rem; background: var(--surface);
          border: 1px solid var(--line); border-radius: 10px;
        }
        .chart svg { display: block; width: 100%; height: 8.5rem; border-bottom: 1px solid var(--line); }
        .chart rect { fill: currentColor; }
        .chart + .quiet { margin-top: 0.6rem; }
        .axis {
          display: flex; justify-content: space-between; gap: 0.75rem; padding-top: 0.35rem;
          color: var(--quiet); font-size: 0.78rem; font-variant-numeric: tabular-nums;
        }
        .axis span:not(:first-child):last-child { text-align: right; }
        .legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; margin-top: 0.7rem; font-size: 0.85rem; }
        .legend span::before {
          content: ""; display: inline-block; width: 0.7em; height: 0.7em; margin-right: 0.4em;
          border-radius: 2px; background: currentColor;
        }

        details.more { margin-top: 0.9rem; }
        details.more > summary { color: var(--accent); cursor: pointer; width: fit-content; font-size: 0.92rem; }
        .scroll {
          overflow-x: auto; margin-top: 0.75rem; background: var(--surface); border: 1px solid var(--line);
          border-radius: 10px;
        }
        table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
        caption { padding: 0.8rem 1rem 0.3rem; text-align: left; font-weight: 600; }
        th, td {
          padding: 0.5rem 1rem; text-align: left; vertical-align: top; overflow-wrap: normal;
          border-top: 1px solid var(--line);
        }
        thead th { border-top: 0; color: var(--quiet); font-weight: 500; font-size: 0.85rem; }
        tbody th { font-weight: 500; min-width: 9rem; }
        th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
        .time { white-space: nowrap; font-variant-numeric: tabular-nums; }
        .expired { color: var(--high); }

        #filter {
          padding: 1.1rem; margin-bottom: 1.1rem; background: var(--surface); border: 1px solid var(--line);
          border-radius: 10px;
        }
        #filter label { font-size: 0.92rem; }
        .words label { display: block; margin-bottom: 0.3rem; }
        #filter-text {
          width: 100%; padding: 0.55rem 0.75rem; font: inherit; color: inherit; background: var(--page);
          border: 1px solid var(--quiet); border-radius: 6px;
        }
        ::placeholder { color: var(--quiet); opacity: 1; }
        fieldset { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; margin: 0.9rem 0 0; padding: 0; border: 0; }
        legend { float: left; min-width: 3.6rem; padding: 0; color: var(--quiet); font-size: 0.92rem; }
        fieldset label { display: inline-flex; align-items: center; gap: 0.4rem; min-height: 1.5rem; }
        input[type=checkbox] { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--accent); }
        #filter-count { margin-top: 0.9rem; color: var(--quiet); font-size: 0.92rem; }

        .incident {
          margin-top: 0.75rem; background: var(--surface); border: 1px solid var(--line);
          border-left: 4px solid currentColor; border-radius: 10px; overflow: hidden;
          scroll-margin-top: 1rem;
        }
        .many .incident { content-visibility: auto; contain-intrinsic-size: auto 5rem; }
        .incident > details { color: var(--text); }
        .incident[data-status=resolved], .incident[data-status=suppressed] { border-left-color: var(--line); }
        .incident > details > summary {
          display: grid; grid-template-columns: 6.2rem minmax(0, 1fr) 1rem; gap: 0.15rem 1rem;
          padding: 0.95rem 1.1rem; cursor: pointer; list-style: none; border-radius: 10px;
        }
        .incident > details > summary::-webkit-details-marker { display: none; }
        .incident > details > summary::after {
          content: ""; grid-column: 3; grid-row: 1; width: 0.5rem; height: 0.5rem; margin-top: 0.45rem;
          border: solid var(--quiet); border-width: 0 2px 2px 0; transform: rotate(45deg);
        }
        .incident > details[open] > summary::after { transform: rotate(-135deg); margin-top: 0.7rem; }
        .incident > details > summary:hover { background: var(--sunken); }
        .incident > details > summary:focus-visible { outline-offset: -3px; }
        summary .badges {
          grid-row: 1 / 3; display: flex; flex-direction: column; gap: 0.3rem; align-items: flex-start;
          padding-top: 0.15rem;
        }
        summary h3 { grid-column: 2; }
        summary .quiet { grid-column: 2; grid-row: 2; }
        .badge {
          display: inline-block; padding: 0.1rem 0.5rem; border-radius: 999px; font-size: 0.75rem;
          font-weight: 600; line-height: 1.4; color: var(--on-level); border: 1px solid transparent;
          overflow-wrap: normal; white-space: nowrap;
        }
        .badge.critical { background: var(--critical); } .badge.high { background: var(--high); }
        .badge.medium { background: var(--medium); } .badge.low { background: var(--low); }
        .badge.informational { background: var(--informational); }
        .badge.status { color: var(--quiet); border-color: var(--quiet); }

        .body { padding: 0.2rem 1.1rem 1.4rem; border-top: 1px solid var(--line); }
        .what { margin-top: 1rem; max-width: 46rem; font-size: 1.05rem; }
        .todo {
          margin-top: 1rem; padding: 0.8rem 1rem; max-width: 46rem; background: var(--sunken);
          border-radius: 8px;
        }
        .todo h4 { margin: 0 0 0.2rem; }
        .facts { margin-top: 1.2rem; }
        .facts div, .ledger div {
          display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem; padding: 0.28rem 0;
          font-size: 0.94rem;
        }
        .facts dt, .ledger dt { color: var(--quiet); }
        .ids code { margin-right: 0.5rem; padding: 0.08rem 0.4rem; background: var(--sunken); border-radius: 4px; }
        .rules { list-style: none; }
        .rules li { padding: 0.22rem 0; font-size: 0.94rem; }
        .rules .badge { min-width: 5.2rem; margin-right: 0.4rem; text-align: center; }
        .rules code { color: var(--quiet); }
        .evidence { list-style: none; }
        .evidence li { padding: 0.75rem 0; border-top: 1px solid var(--line); }
        .evidence li:first-child { border-top: 0; padding-top: 0.2rem; }
        .line { font-size: 0.88rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
        .severity { font-weight: 600; margin: 0 0.35rem; }
        .message { margin: 0.3rem 0; padding: 0.5rem 0.75rem; background: var(--sunken); border-radius: 6px; }
        .message code { white-space: pre-wrap; }
        .source { font-size: 0.82rem; }

        .picture { padding: 1rem; }
        .picture svg { display: block; width: 100%; min-width: 34rem; max-width: 46rem; height: auto; margin: 0 auto; }
        .picture text { font: 13px var(--mono); fill: var(--text); }
        .picture .heading { font: 13px system-ui, sans-serif; fill: var(--quiet); }
        .picture circle { fill: var(--quiet); }
        .picture marker path { fill: var(--high); }
        .picture .line { fill: none; stroke: var(--high); stroke-width: 1.6; }
        .picture .either { stroke: var(--quiet); stroke-dasharray: 5 4; }

        .ledger {
          padding: 0.8rem 1.1rem; background: var(--surface); border: 1px solid var(--line);
          border-radius: 10px;
        }
        .ledger div { grid-template-columns: minmax(0, 1fr) auto; max-width: 34rem; }
        .ledger dd { text-align: right; font-variant-numeric: tabular-nums; }
        section > h3 { margin: 1.6rem 0 0.6rem; }
        .problems { list-style: none; font-size: 0.92rem; }
        .problems li { padding: 0.3rem 0; }

        @media (max-width: 40rem) {
          body { padding-top: 1.5rem; }
          h1 { font-size: 1.6rem; }
          section { margin-top: 2.5rem; }
          .figures { grid-template-columns: repeat(auto-fill, minmax(6.8rem, 1fr)); gap: 0.5rem; }
          .figure dt { font-size: 0.8rem; overflow-wrap: normal; }
          .figure { padding: 0.65rem 0.75rem; }
          .figure .number { font-size: 1.4rem; }
          .incident > details > summary { grid-template-columns: minmax(0, 1fr) 1rem; row-gap: 0.35rem; padding: 0.85rem 0.9rem; }
          .incident > details > summary::after { grid-column: 2; }
          summary .badges { grid-row: 1; flex-direction: row; }
          summary h3, summary .quiet { grid-column: 1 / 3; grid-row: auto; }
          .body { padding: 0 0.9rem 1rem; }
          .facts div { grid-template-columns: minmax(0, 1fr); padding: 0.35rem 0; }
          legend { float: none; width: 100%; }
          th, td { padding: 0.45rem 0.75rem; }
        }
        @media (prefers-contrast: more) { :root { --line: var(--quiet); } }
        @media (forced-colors: active) { .badge { border-color: currentColor; } }
        @media print {
          :root {
            --page: #ffffff; --surface: #ffffff; --sunken: #f1f3f6; --text: #000000; --quiet: #444b54;
            --line: #c9ced6; --critical: #a3123f; --high: #b3420a; --medium: #7d5a00; --low: #0b6484;
            --informational: #565f6b; --on-level: #ffffff;
          }
          body { max-width: none; padding: 0; font-size: 10pt; }
          .skip, #filter { display: none !important; }
          .many .incident, .incident { content-visibility: visible; break-inside: auto; overflow: visible; }
          .incident > details > summary { break-after: avoid; }
          .incident > details > summary::after { display: none; }
          .incident > details::details-content { content-visibility: visible; display: block; block-size: auto; }
          .evidence li, .figure, tr { break-inside: avoid; }
          .scroll { overflow: visible; }
          .picture svg { min-width: 0; }
        }
        """
}
