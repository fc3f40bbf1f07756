import { css } from 'lit'

/** Its parts stand in the composer's own row. */
export const attachStyles = css`
  :host {
    display: contents;
  }
  .clip {
    flex: none;
    width: 36px;
    padding: 0;
    color: var(--muted);
  }
  .clip:hover {
    background: var(--raised);
    color: var(--ink);
  }
  ul {
    display: flex;
    flex: 0 0 100%;
    flex-wrap: wrap;
    gap: 6px;
    max-height: 148px;
    overflow-y: auto;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px;
    flex: 1 1 100%;
    padding: 4px;
    border-radius: 8px;
    background: var(--raised);
    font-size: var(--small);
  }
  li img,
  .kind {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 6px;
    background: var(--line);
    object-fit: cover;
    font-size: 11px;
    font-weight: 600;
  }
  .about {
    min-width: 0;
  }
  .about span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .about .state {
    color: var(--muted);
    white-space: normal;
    font-variant-numeric: tabular-nums;
  }
  .about .wrong {
    color: var(--danger);
  }
  progress {
    display: block;
    width: 100%;
    height: 4px;
    margin-top: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--line);
    overflow: hidden;
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--mark);
    transition: width var(--move) var(--ease);
  }
  progress::-moz-progress-bar {
    background: var(--mark);
  }
  .remove {
    width: 36px;
    padding: 0;
  }
  .remove:hover {
    background: var(--line);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`
