/// The page's one script: it filters the incidents, and opens the one that a link leads to.
///
/// It reads what stands on the page and sets `hidden`, `open` and the text of one paragraph; it writes no markup.
enum HTMLScript {
    /// SHA-256 of `text` in Base64, for the content security policy; a test holds the two together.
    static let sha256 = "4QPSbxqbu9ir2nTCBacQElphptDFCkJRbJQdMHa+tYw="

    static let text: StaticString = """
        (() => {
          "use strict";
          const open = () => {
            const item = document.getElementById(location.hash.slice(1));
            const details = item && item.querySelector("details");
            if (!details) return;
            item.hidden = false;
            details.open = true;
            item.scrollIntoView();
          };
          addEventListener("hashchange", open);
          open();

          const filter = document.getElementById("filter");
          if (!filter) return;
          const text = document.getElementById("filter-text");
          const count = document.getElementById("filter-count");
          const boxes = [...filter.querySelectorAll("input[type=checkbox]")];
          const items = [...document.querySelectorAll("article.incident")];
          let contents = null;
          // All at once, when the field gets the focus: typing then only compares.
          const read = () => { contents ??= items.map((item) => item.textContent.toLowerCase()); };
          const wanted = (name) => {
            const all = boxes.filter((box) => box.name === name);
            return all.length ? new Set(all.filter((box) => box.checked).map((box) => box.value)) : null;
          };
          const apply = () => {
            read();
            const words = text.value.toLowerCase().split(/\\s+/).filter((word) => word);
            const levels = wanted("level");
            const statuses = wanted("status");
            let shown = 0;
            items.forEach((item, place) => {
              const fits = levels.has(item.dataset.level)
                && (!statuses || statuses.has(item.dataset.status))
                && words.every((word) => contents[place].includes(word));
              if (fits) shown += 1;
              if (item.hidden === fits) item.hidden = !fits;
            });
            count.textContent = shown === items.length
              ? `All ${shown} incidents are shown.`
              : `${shown} of ${items.length} incidents ${shown === 1 ? "is" : "are"} shown.`;
          };
          let timer = 0;
          text.addEventListener("focus", read);
          text.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(apply, 60);
          });
          filter.addEventListener("change", apply);
          filter.hidden = false;
        })();
        """
}
