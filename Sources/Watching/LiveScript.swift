import Statistics
import RunRecords
import Digests
import Foundation

/// The script of the page that is served: it asks the server every two seconds whether there is
/// something new, and puts it where the old was.
///
/// Only sections that differ are replaced. What a reader has opened, scrolled or focused stays so, and
/// what is in view stays where it is.
enum LiveScript {
  static var element: String { "<script>\(source)</script>" }

  /// What a browser may do for the page: run this script, and ask this server.
  static let policy =
    "default-src 'none'; script-src 'sha256-\(fingerprint)'; style-src 'unsafe-inline'; "
    + "img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    + "frame-ancestors 'none'"

  /// The SHA-256 of the script in base 64, by which the policy knows it.
  private static var fingerprint: String {
    let digits = Array(SHA256.digits(of: Data(source.utf8)) ?? "")
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0..<$0 + 2]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }

  static let source = """
    (() => {
      'use strict';
      const pause = 2000, patience = 20000;
      const gone = document.getElementById('gone');
      const key = section => section.getAttribute('aria-labelledby');
      const sections = root => [...root.querySelectorAll('main > section')];
      const html = new Map(sections(document).map(section => [key(section), section.outerHTML]));
      let version = document.querySelector('meta[name=version]').content;
      let header = document.querySelector('header').innerHTML;
      let changed = null, since = null, timer = 0;

      // What the reader did within a section: opened, scrolled, focused.
      const state = section => ({
        open: [...section.querySelectorAll('details')].map(details => details.open),
        scroll: [...section.querySelectorAll('.scroll')].map(box => box.scrollLeft),
        focus: [...section.querySelectorAll('summary, .scroll, a')].indexOf(document.activeElement)
      });
      const restore = (section, was) => {
        section.querySelectorAll('details').forEach((details, i) => {
          details.open = was.open[i] || false;
        });
        section.querySelectorAll('.scroll').forEach((box, i) => { box.scrollLeft = was.scroll[i] || 0; });
        const focused = section.querySelectorAll('summary, .scroll, a')[was.focus];
        if (focused) focused.focus({preventScroll: true});
      };
      const show = next => {
        document.title = next.title;
        const all = sections(document);
        const top = section => section.getBoundingClientRect().top;
        const anchor = all.find(section => top(section) >= 0 && top(section) < innerHeight)
          || all.findLast(section => top(section) < 0);
        const before = anchor && {key: key(anchor), top: top(anchor), isScrolled: scrollY > 0};
        const old = new Map(all.map(section => [key(section), section]));
        const head = next.querySelector('header').innerHTML;
        if (head !== header) document.querySelector('header').innerHTML = header = head;
        const names = new Set(sections(next).map(key));
        // First, as what is moved loses its focus and its scroll.
        for (const [name, section] of old) {
          if (!names.has(name)) { section.remove(); html.delete(name); }
        }
        let last = null;
        for (const section of sections(next)) {
          const name = key(section), text = section.outerHTML, present = old.get(name);
          let current = present;
          if (!present || html.get(name) !== text) {
            current = document.importNode(section, true);
            html.set(name, text);
            if (present) {
              const was = state(present);
              present.replaceWith(current);
              restore(current, was);
            }
          }
          const wanted = last ? last.nextElementSibling
            : document.querySelector('main').firstElementChild;
          if (wanted !== current) document.querySelector('main').insertBefore(current, wanted);
          last = current;
        }
        const after = before && before.isScrolled
          && sections(document).find(section => key(section) === before.key);
        if (after) scrollBy({top: top(after) - before.top, behavior: 'instant'});
      };
      const ask = async path => {
        const answer = await fetch(path, {cache: 'no-store', signal: AbortSignal.timeout(patience)});
        if (!answer.ok) throw new Error(answer.status);
        return answer;
      };
      const words = seconds => {
        const n = Math.max(0, Math.round(seconds));
        if (n < 60) return `${n} s ago`;
        if (n < 3600) return `${Math.floor(n / 60)} min ${n % 60} s ago`;
        return `${Math.floor(n / 3600)} h ${Math.floor(n / 60) % 60} min ago`;
      };
      const tick = () => {
        const time = document.getElementById('last-change');
        if (time && since !== null) {
          time.title = new Date(time.dateTime).toLocaleString();
          time.textContent = words(since + (performance.now() - changed) / 1000);
        }
      };
      const poll = async () => {
        clearTimeout(timer);
        try {
          const now = await (await ask('/version')).json();
          if (now.version !== version) {
            const text = await (await ask('/')).text();
            const next = new DOMParser().parseFromString(text, 'text/html');
            show(next);
            version = next.querySelector('meta[name=version]').content;
          }
          since = now.secondsSinceChange;
          changed = performance.now();
          gone.hidden = true;
        } catch {
          if (gone.hidden) {
            gone.querySelector('time').textContent = new Date().toLocaleTimeString();
            gone.hidden = false;
          }
        }
        tick();
        timer = setTimeout(poll, pause);
      };
      setInterval(tick, 1000);
      // A page in the background is asked for less often by the browser: look as it comes back.
      document.addEventListener('visibilitychange', () => { if (!document.hidden) poll(); });
      poll();
    })();
    """
}
