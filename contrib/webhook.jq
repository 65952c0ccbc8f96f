# A message for a chat's incoming webhook, from a report in JSON: what is new, worst first, without ids of users.
# Prints nothing where nothing is new.
#   crosstalk report … --format json | jq -f contrib/webhook.jq

# The three characters that Slack wants escaped.
def escaped: gsub("&"; "&amp;") | gsub("<"; "&lt;") | gsub(">"; "&gt;");

def counted($number; $one; $many): if $number == 1 then "1 \($one)" else "\($number) \($many)" end;

def line: "• *\(.level)* \(.signals[0].rule.title | escaped): \(counted(.users | length; "user"; "users")), \(counted(.count; "entry"; "entries")) since \(.first_seen[:19])Z, `\(.id)`";

[.incidents[] | select(.status == "new")]
| select(length > 0)
| {text: ("\(length) new: users may have been mixed up\n" + ([.[:10][] | line] | join("\n"))
    + (if length > 10 then "\nand \(length - 10) more" else "" end))}
