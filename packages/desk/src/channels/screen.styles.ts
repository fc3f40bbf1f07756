import { css } from 'lit'

/** A page of settings: one column, read from top to bottom. */
export const screenStyles = css`
  :host {
    display: block;
    position: relative; /* what is only spoken stays inside, and scrolls with what it belongs to */
    height: 100%;
    overflow: auto;
    --inset: 20px;
    padding: var(--inset) var(--inset) 40px;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }

  .page {
    display: grid;
    gap: 16px;
    max-width: 760px;
    margin: 0 auto;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }

  .top h2 {
    flex: 1;
    font-size: var(--title);
    font-weight: 650;
  }

  h2:focus,
  .page:focus {
    outline: none;
  }

  .lead {
    max-width: 36em;
    color: var(--muted);
  }

  .card {
    display: grid;
    gap: 10px;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-panel);
    background: var(--raised);
  }

  .card-top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }

  .card h3 {
    font-size: var(--body);
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .card-top .badge {
    margin-inline-start: auto;
  }

  .said {
    color: var(--muted);
    font-size: var(--small);
  }

  .said[data-state='incomplete'],
  .said[data-state='down'] {
    color: var(--warning);
  }

  .callback {
    display: grid;
    gap: 4px;
    color: var(--muted);
    font-size: var(--small);
  }

  .callback div {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  code {
    flex: 1;
    min-width: 0;
    padding: 6px 8px;
    border-radius: 6px;
    background: var(--ground);
    color: var(--ink);
    font-size: var(--small);
    overflow-wrap: anywhere;
    user-select: all;
  }

  .answers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .ask {
    display: grid;
    gap: 8px;
    padding: 10px 12px;
    border-radius: var(--radius-control);
    background: var(--surface);
    font-size: var(--small);
  }

  .ask label {
    display: grid;
    gap: 4px;
    color: var(--muted);
  }

  .ask input {
    width: min(100%, 320px);
    color: var(--ink);
  }

  .good {
    color: var(--success);
  }

  /* Said of a card further down, it is still in sight. */
  .page > .good:not(:empty) {
    position: sticky;
    z-index: 1;
    top: calc(-1 * var(--inset)); /* from where the padding ends */
    padding: 4px 0;
    background: var(--ground);
  }

  .good:empty {
    margin-top: -16px;
  }

  .wrong {
    color: var(--danger);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }

  .table {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius-panel);
    background: var(--raised);
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--small);
  }

  th,
  td {
    padding: 8px 12px;
    text-align: start;
    vertical-align: middle;
  }

  th {
    color: var(--muted);
    font-weight: 550;
    white-space: nowrap;
  }

  tbody tr {
    border-top: 1px solid var(--line);
  }

  td.channel span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }

  td.when {
    white-space: nowrap;
  }

  td.session > span {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }

  td.session .id {
    max-width: 9em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  @media (max-width: 720px) {
    :host {
      --inset: 12px;
      padding: var(--inset) 8px 24px;
    }

    table,
    tbody,
    tr,
    td {
      display: block;
    }

    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    td {
      padding: 2px 12px;
    }

    tr {
      padding: 8px 0;
    }
  }

  @media (pointer: coarse) {
    .button {
      min-height: 40px;
    }
  }
`
