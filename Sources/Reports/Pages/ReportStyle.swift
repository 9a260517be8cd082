/// The style of the report: light, dark, narrow and on paper.
enum ReportStyle {
  static let css = """
    :root { color-scheme: light dark; --ground: #ffffff; --ink: #1c1e21; --faint: #595e66;
      --rule: #dfe2e6; --soft: #f5f6f8; --accent: #0b5cad; --shade: rgb(0 0 0 / .2);
      \(Palette.variables(Palette.light)) }
    @media screen and (prefers-color-scheme: dark) {
      :root { --ground: #14171b; --ink: #e8eaed; --faint: #a3abb5; --rule: #343a42;
        --soft: #1d2127; --accent: #7db8f5;
        --shade: rgb(255 255 255 / .22); \(Palette.variables(Palette.dark)) } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
    header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
    header { padding-top: 2.2rem; }
    h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .6rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.25rem; margin: 2.6rem 0 .8rem; padding-top: .9rem;
      border-top: 1px solid var(--rule); }
    h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; overflow-wrap: anywhere; }
    p, li { max-width: 46rem; overflow-wrap: anywhere; }
    a { color: var(--accent); }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: 0;
      margin: 1rem 0 0; font-size: .92rem; }
    .lead { font-size: 1.15rem; font-weight: 600; margin: 0 0 .4rem; }
    .faint, .note, figcaption, caption { color: var(--faint); }
    .note { font-size: .86rem; margin: .35rem 0; }
    .verdicts { list-style: none; padding: 0; margin: 1rem 0; }
    .verdicts > li { background: var(--soft); border-left: .25rem solid var(--faint);
      padding: .7rem 1rem; margin: 0 0 .7rem; border-radius: 0 .3rem .3rem 0; max-width: none; }
    .verdicts > li.shown { border-left-color: var(--accent); }
    .verdicts h3 { margin: 0 0 .15rem; }
    .verdicts p { margin: .3rem 0; font-size: .94rem; max-width: 54rem; }
    .verdicts p.verdict { font-weight: 650; font-size: 1rem; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
      gap: 1rem 1.6rem; }
    figure { margin: 0; max-width: 34rem; break-inside: avoid; }
    figure svg { display: block; width: 100%; height: auto; }
    /* A shade at the side where there is more of a table: at its end its own ground covers it. */
    .scroll { overflow-x: auto; margin: .6rem 0; background:
      linear-gradient(90deg, var(--ground) 30%, transparent) 0 0 / 2.5rem calc(100% + 2px)
        no-repeat local,
      linear-gradient(270deg, var(--ground) 30%, transparent) 100% 0 / 2.5rem calc(100% + 2px)
        no-repeat local,
      linear-gradient(90deg, var(--shade), transparent) 0 0 / .8rem 100% no-repeat,
      linear-gradient(270deg, var(--shade), transparent) 100% 0 / .8rem 100% no-repeat; }
    .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    table { border-collapse: collapse; font-size: .87rem; font-variant-numeric: tabular-nums; }
    caption { text-align: left; font-size: .9rem; padding-bottom: .4rem;
      max-width: calc(100vw - 2.5rem); }
    th, td { padding: .32rem .6rem .32rem 0; text-align: left; vertical-align: top; }
    th.number, td.number { text-align: right; }
    th, td { white-space: nowrap; }
    td.long { white-space: normal; overflow-wrap: anywhere; min-width: 12rem; }
    thead th, thead th.number { white-space: normal; min-width: 4.2rem; border-bottom: 1.5px solid var(--ink); vertical-align: bottom; font-weight: 600; }
    tbody th { font-weight: 500; }
    tbody tr + tr > * { border-top: 1px solid var(--rule); }
    .confusion td.number { padding-right: .45rem; padding-left: .45rem;
      background: color-mix(in srgb, var(--accent) calc(var(--share) * .6), transparent); }
    .confusion thead th { padding-left: .45rem; text-align: right; }
    .pictures img { display: block; width: 16rem; height: auto; }
    details { margin: .9rem 0; }
    summary { cursor: pointer; color: var(--accent); }
    code { font-size: .92em; overflow-wrap: anywhere; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; font-size: .93rem; }
    dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
    footer { margin-top: 3rem; padding-bottom: 2.5rem; font-size: .86rem; color: var(--faint); }
    @media (max-width: 40rem) { header { padding-top: 1.3rem; } h1 { font-size: 1.35rem; }
      dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
      thead th, thead th.number { white-space: nowrap; } }
    @media print { body { font-size: 10pt; } nav { display: none; } .scroll { overflow: visible; }
      h2, h3 { break-after: avoid; } table { font-size: 8pt; } th, td { padding-right: .5rem; }
      details::details-content { content-visibility: visible; block-size: auto; }
      .figures { grid-template-columns: 1fr 1fr; } }
    """
}
