"""Opens pages in headless Chromium and says what is wrong with them.

    check_page.py PAGE... [--report] [--phrase TEXT]... [--screenshots FOLDER]

A page is a file or an address of http. Checks at the widths of a desktop and of phones, in light and
dark: nothing is asked of the network but the page itself (of its own server, for an address), nothing is
complained about on the console, each phrase is there, links lead somewhere, plots have text for those
who do not see them, no two texts of a plot lie on each other or reach out of it,
nothing is wider than the window, and text stands out from its ground; all this with
what can be folded out folded out too. With --report the page must also have what every report has. Prints
a line for each problem, and exits 1 if there is one. Needs Chromium, the program that the variable
CHROMIUM names or the one in PATH, and of Python nothing but its library.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

PATIENCE = 30  # seconds for anything that Chromium is asked
PHRASES_WITHIN = 10  # seconds until all phrases are there: a live page may fetch them
SETTLING = 0.5  # seconds in which nothing more may happen
WINDOWS = [("desktop", 1200, 900, False), ("phone", 390, 844, True), ("small-phone", 360, 740, True)]
SCHEMES = ["light", "dark"]

TEXT = """document.body.textContent.replace(/\\s+/g, ' ')"""

CONTENT = """(() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const text = element => element ? element.textContent.trim() : '';
  return {
    language: document.documentElement.lang, title: document.title,
    scripts: all('script').length, headings: all('h1').length,
    lead: text(document.querySelector('.lead')),
    sections: all('main section > h2').map(heading => heading.id),
    brokenLinks: all('a[href^="#"]').map(link => link.getAttribute('href'))
      .filter(link => !document.getElementById(link.slice(1))),
    foreignLinks: all('[src], link[href], image[href], use[href]')
      .map(element => element.getAttribute('src') || element.getAttribute('href'))
      .filter(link => !link.startsWith('data:')),
    doubledIds: all('[id]').map(element => element.id)
      .filter((id, index, ids) => ids.indexOf(id) !== index),
    plots: all('svg').filter(plot => plot.getBoundingClientRect().width > 100).length,
    curves: all('svg path, svg polyline').length,
    mutePlots: all('svg').filter(plot => plot.getAttribute('role') !== 'img'
      || !(plot.getAttribute('aria-labelledby') || '').split(' ')
        .every(id => text(document.getElementById(id)))).length,
    tables: all('table').filter(table => table.querySelector('td')).length,
    baldTables: all('table').filter(table => !text(table.querySelector('caption'))
      || !table.querySelector('th[scope=col]')).length,
  };
})()"""

UNFOLD = """document.querySelectorAll('details:not([open])').forEach(part => {
  part.dataset.folded = ''; part.open = true; })"""
FOLD = """document.querySelectorAll('details[data-folded]').forEach(part => { part.open = false; })"""

LOOK = """(() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const channels = color => color.match(/[0-9.]+/g).map(Number);
  const light = color => {
    const [r, g, b] = channels(color).map(c => c / 255)
      .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (channels(color).length === 3) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const pale = [];
  for (const element of document.querySelectorAll('p, td, th, h1, h2, h3, li, a, dt, dd, text')) {
    const style = getComputedStyle(element);
    const color = element instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [light(color), light(groundOf(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) pale.push(`${element.textContent.trim().slice(0, 30)} ${contrast.toFixed(2)}`);
  }
  const letters = [...document.querySelectorAll('svg text')]
    .map(text => text.getBoundingClientRect().height).filter(height => height > 0);
  const crowded = [];
  for (const plot of document.querySelectorAll('svg')) {
    const frame = plot.getBoundingClientRect();
    // The boxes of letters, without the room that a font has above and below them.
    const boxes = [...plot.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0)
      .map(([text, box]) => ({words: text.textContent.slice(0, 30), left: box.left + 1, right: box.right - 1,
        top: box.top + 0.15 * Math.min(box.height, box.width),
        bottom: box.bottom - 0.1 * Math.min(box.height, box.width)}));
    boxes.forEach((box, index) => {
      if (box.left < frame.left || box.right > frame.right || box.top < frame.top
        || box.bottom > frame.bottom) crowded.push(`'${box.words}' does not fit into its plot`);
      for (const other of boxes.slice(0, index)) {
        if (box.left < other.right && other.left < box.right && box.top < other.bottom
          && other.top < box.bottom) crowded.push(`'${box.words}' lies on '${other.words}'`);
      }
    });
  }
  return {wide, pale, crowded, ground: getComputedStyle(document.body).backgroundColor,
    smallest: Math.min(...letters, 99)};
})()"""


class Browser:
    """Chromium, spoken to by the DevTools protocol over two pipes."""

    def __init__(self, program, profile):
        to_child, self.output = os.pipe()
        self.input, from_child = os.pipe()

        def arrange():
            # Chromium reads from descriptor 3 and writes to 4.
            first, second = os.dup(to_child), os.dup(from_child)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--hide-scrollbars", f"--user-data-dir={profile}",
             "--remote-debugging-pipe", "about:blank"],
            preexec_fn=arrange, close_fds=False, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_child)
        os.close(from_child)
        os.set_blocking(self.input, False)
        self.buffer, self.events, self.number = b"", [], 0

    def message(self):
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self.buffer:
            if time.monotonic() > deadline:
                raise TimeoutError(f"Chromium did not answer within {PATIENCE} s")
            try:
                part = os.read(self.input, 1 << 20)
            except BlockingIOError:
                time.sleep(0.01)
                continue
            if not part:
                raise ConnectionError("Chromium ended")
            self.buffer += part
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, session=None, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if session:
            request["sessionId"] = session
        os.write(self.output, json.dumps(request).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self.events.append(message)

    def wait(self, event, session):
        while not any(
            message.get("method") == event and message.get("sessionId") == session
            for message in self.events
        ):
            self.events.append(self.message())

    def pump(self, seconds):
        """Takes in what happens in this time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.call("Browser.getVersion")
            time.sleep(0.05)

    def close(self):
        # A child of a process that holds signals back would not hear a request to end.
        self.process.kill()
        self.process.wait()


def value(browser, session, expression):
    result = browser.call("Runtime.evaluate", session, expression=expression, returnByValue=True)
    if "exceptionDetails" in result:
        raise RuntimeError(result["exceptionDetails"]["exception"]["description"])
    return result["result"].get("value")


def is_allowed(url, page):
    """Whether the page may ask for this: itself, and what its own server has."""
    if url == page or url.startswith("data:"):
        return True
    own, other = urllib.parse.urlsplit(page), urllib.parse.urlsplit(url)
    return own.scheme != "file" and (own.scheme, own.netloc) == (other.scheme, other.netloc)


def complaints(events, session, page):
    """What the console said, and what the network was asked for."""
    for event in events:
        method, parameters = event.get("method"), event.get("params", {})
        if event.get("sessionId") != session:
            continue
        if method == "Runtime.consoleAPICalled":
            words = [str(part.get("value", part.get("description"))) for part in parameters["args"]]
            yield f"the console says ({parameters['type']}): {' '.join(words)}"
        if method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            yield f"an exception: {details.get('exception', {}).get('description', details['text'])}"
        if method == "Log.entryAdded":
            entry = parameters["entry"]
            yield f"the log says ({entry['level']}): {entry['text']} {entry.get('url', '')}"
        if method == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if not is_allowed(url, page):
                yield f"a request for {url}"
        if method == "Network.webSocketCreated":
            yield f"a web socket to {parameters['url']}"


def content_problems(content):
    checks = [
        (content["language"] == "en", "the page has no language"),
        (content["title"], "the page has no title"),
        (content["headings"] == 1, f"{content['headings']} main headings, expected one"),
        (not content["brokenLinks"], f"links to nowhere: {content['brokenLinks']}"),
        (not content["doubledIds"], f"identifiers that are there twice: {content['doubledIds']}"),
        (not content["mutePlots"], f"{content['mutePlots']} plots have no text"),
        (not content["baldTables"], f"{content['baldTables']} tables have no caption or head"),
    ]
    return [problem for is_right, problem in checks if not is_right]


def report_problems(content):
    wanted = ["results", "curves", "accuracy", "differences", "chosen", "configuration", "method"]
    checks = [
        (content["lead"], "the sentence at the top is missing"),
        (content["scripts"] == 0, "there is a script"),
        (not content["foreignLinks"], f"links to other files: {content['foreignLinks']}"),
        (content["plots"] >= 2, f"{content['plots']} plots, expected two or more"),
        (content["curves"] >= 4, f"{content['curves']} curves, expected four or more"),
        (content["tables"] >= 3, f"{content['tables']} tables, expected three or more"),
    ] + [(name in content["sections"], f"the section {name} is missing") for name in wanted]
    return [problem for is_right, problem in checks if not is_right]


def look_problems(look, where):
    if look["wide"] > 0:
        yield f"{where}: the page is {look['wide']} pixels wider than the window"
    for text in look["pale"][:5]:
        yield f"{where}: too little contrast: {text}"
    for text in look["crowded"][:5]:
        yield f"{where}: in a plot {text}"
    if look["smallest"] < 10:
        yield f"{where}: text of a plot is {look['smallest']:.1f} pixels high, expected 10 or more"


def missing_phrases(browser, session, phrases):
    """The phrases that are not there, although there was time."""
    deadline = time.monotonic() + PHRASES_WITHIN
    while True:
        text = value(browser, session, TEXT)
        missing = [phrase for phrase in phrases if phrase not in text]
        if not missing or time.monotonic() > deadline:
            return missing
        time.sleep(0.1)


def looks(browser, session, pictures):
    """What is wrong with the look at each width, light and dark."""
    grounds = {}
    for window, width, height, is_phone in WINDOWS:
        for scheme in SCHEMES:
            browser.call(
                "Emulation.setDeviceMetricsOverride", session, width=width, height=height,
                deviceScaleFactor=2 if is_phone else 1, mobile=is_phone)
            browser.call(
                "Emulation.setEmulatedMedia", session,
                features=[{"name": "prefers-color-scheme", "value": scheme}])
            look = value(browser, session, LOOK)
            grounds[scheme] = look["ground"]
            yield from look_problems(look, f"{window}, {scheme}")
            if pictures:
                picture = browser.call(
                    "Page.captureScreenshot", session, captureBeyondViewport=True)
                pathlib.Path(f"{pictures}-{window}-{scheme}.png").write_bytes(
                    base64.b64decode(picture["data"]))
            value(browser, session, UNFOLD)
            yield from look_problems(
                value(browser, session, LOOK), f"{window}, {scheme}, folded out")
            value(browser, session, FOLD)
    if grounds["light"] == grounds["dark"]:
        yield "light and dark have the same ground"


def check(browser, page, arguments):
    """What is wrong with the page at an address."""
    pictures = None
    if arguments.screenshots:
        stem = pathlib.PurePosixPath(urllib.parse.urlsplit(page).path).stem or "page"
        pictures = arguments.screenshots / stem
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ["Page", "Runtime", "Log", "Network"]:
        browser.call(f"{domain}.enable", session)
    error = browser.call("Page.navigate", session, url=page).get("errorText")
    if error:
        return [f"it cannot be opened: {error}"]
    browser.wait("Page.loadEventFired", session)
    problems = [
        f"missing: {phrase!r}" for phrase in missing_phrases(browser, session, arguments.phrase)]
    content = value(browser, session, CONTENT)
    problems += content_problems(content)
    if arguments.report:
        problems += report_problems(content)
    problems += looks(browser, session, pictures)
    browser.pump(SETTLING)
    problems += complaints(browser.events, session, page)
    browser.call("Target.closeTarget", targetId=target)
    return problems


def main():
    parser = argparse.ArgumentParser(description="Check pages in headless Chromium.")
    parser.add_argument("page", nargs="+", help="a file, or an address that begins with http")
    parser.add_argument("--report", action="store_true", help="the pages are reports")
    parser.add_argument("--phrase", action="append", default=[], help="text that must be there")
    parser.add_argument("--screenshots", type=pathlib.Path, help="a folder for pictures")
    arguments = parser.parse_args()
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        parser.error("chromium is not installed, and CHROMIUM names no other program")
    problems = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            for name in arguments.page:
                page = name if name.startswith("http") else pathlib.Path(name).resolve().as_uri()
                problems += [f"{name}: {text}" for text in check(browser, page, arguments)]
        finally:
            browser.close()
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
