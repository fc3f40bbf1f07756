import { css } from 'lit'

export const filesStyles = css`
  :host {
    display: block;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    /* On the side of who speaks. */
    justify-content: var(--side, flex-start);
    gap: 6px;
    list-style: none;
  }
  button {
    max-width: 100%;
    color: var(--ink);
    text-align: start;
  }
  .picture {
    min-width: 44px;
    min-height: 44px;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--raised);
  }
  .picture img {
    display: block;
    max-width: min(100%, 220px);
    max-height: 220px;
    width: auto;
    height: auto;
    object-fit: contain;
  }
  .card {
    justify-content: start;
    gap: 10px;
    padding: 6px 12px 6px 6px;
    border-color: var(--line);
    border-radius: 10px;
    background: var(--surface);
    font-size: var(--small);
  }
  .card:hover {
    border-color: var(--edge);
  }
  .kind {
    display: grid;
    flex: none;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 6px;
    background: var(--brand-soft);
    color: var(--brand-ink);
    font-size: 11px;
    font-weight: 600;
  }
  .about {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .about small {
    display: block;
    color: var(--muted);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
  }
  a.card {
    display: inline-flex;
    align-items: center;
    border: 1px solid var(--line);
    color: var(--ink);
    text-decoration: none;
  }
  .coming {
    padding: 10px 12px;
    border: 1px dashed var(--edge);
    border-radius: 10px;
    color: var(--muted);
    font-size: var(--small);
  }
  audio {
    display: block;
    width: 240px;
    max-width: 100%;
    height: 44px;
  }
  .wrong {
    padding-top: 4px;
    color: var(--danger);
    font-size: var(--small);
  }
`
