import { css } from 'lit'

export const filesStyles = css`
  :host {
    display: block;
    margin-top: 4px;
  }

  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  button {
    max-width: 100%;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--raised);
    color: var(--ink);
    text-align: start;
    cursor: pointer;
  }

  button:hover {
    border-color: var(--edge);
  }

  .picture {
    min-width: 44px;
    min-height: 44px;
    padding: 0;
    overflow: hidden;
  }

  .picture img {
    display: block;
    max-width: min(100%, 240px);
    max-height: 240px;
    width: auto;
    height: auto;
    object-fit: contain;
  }

  .card {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 6px 12px 6px 6px;
    font-size: var(--small);
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

  small {
    display: block;
    color: var(--muted);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
  }

  .place {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    margin: 0;
    padding: 8px 12px;
    border: 1px dashed var(--edge);
    border-radius: 10px;
    color: var(--muted);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }

  .place[data-as='missed'] {
    border-style: solid;
    border-color: var(--line);
  }

  audio {
    display: block;
    width: min(300px, 100%);
    height: 44px;
  }

  .wrong {
    margin: 4px 0 0;
    color: var(--danger);
    font-size: var(--small);
  }
`
