/// What the page that is served adds to the report's looks.
enum LiveStyle {
  static let element = """
    <style>
    html { overflow-anchor: none; }
    .state { font-weight: 650; overflow-wrap: anywhere; border-left: .25rem solid var(--faint);
      padding-left: .75rem; }
    .state.running { border-left-color: var(--accent); }
    .state.done { border-left-color: var(--curve-2); }
    .state.stopped { border-left-color: var(--curve-1); }
    progress { width: 100%; max-width: 46rem; height: .7rem; accent-color: var(--accent); }
    .counts, .runs { list-style: none; padding: 0; margin: .8rem 0; }
    .counts { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; }
    .counts b { font-size: 1.35rem; font-variant-numeric: tabular-nums; }
    .runs li { margin: .25rem 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
    .problem { color: var(--curve-1); overflow-wrap: anywhere; }
    #gone { position: fixed; inset: auto 0 0; margin: 0; max-width: none; padding: .7rem 1.25rem;
      background: var(--ink); color: var(--ground); overflow-wrap: anywhere; }
    #gone[hidden] { display: none; }
    @media (max-width: 40rem) { nav ul { flex-wrap: nowrap; overflow-x: auto; padding-bottom: .4rem; }
      nav li { white-space: nowrap; } h2 { margin-top: 1.6rem; } }
    </style>
    """
}
