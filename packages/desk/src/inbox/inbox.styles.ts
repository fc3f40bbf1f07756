import { css } from 'lit'

export const inboxStyles = css`
  :host {
    display: block;
    height: 100%;
    overflow: auto;
    padding: 4px 8px 24px;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }

  section {
    padding-top: 12px;
  }

  h2 {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 0 8px 6px;
    color: var(--muted);
    font-size: var(--small);
    font-weight: 600;
  }

  h2 .number {
    font-weight: 500;
  }

  .empty {
    padding: 2px 8px 6px;
    color: var(--muted);
    font-size: var(--small);
  }

  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }

  .row {
    position: relative;
    display: flex;
    align-items: flex-start;
    gap: 10px;
    width: 100%;
    padding: var(--row) 8px;
    border: 0;
    border-radius: var(--radius-control);
    background: none;
    text-align: start;
    transition: background var(--fast) var(--ease);
  }

  button.row:hover {
    background: color-mix(in oklab, var(--line) 45%, transparent);
  }

  button.row[aria-current='true'] {
    background: var(--brand-soft);
  }

  button.row[aria-current='true'] .face {
    background: var(--raised);
  }

  .row:focus-visible {
    outline-offset: -2px;
  }

  .row-body {
    flex: 1;
    min-width: 0;
  }

  .row-top {
    display: flex;
    align-items: baseline;
    gap: 6px;
  }

  .name {
    flex: 1;
    overflow: hidden;
    min-width: 0;
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .line {
    flex: 1;
    overflow: hidden;
    min-width: 0;
    color: var(--muted);
    font-size: var(--small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .row[data-unread] .name {
    font-weight: 700;
  }

  .row[data-unread] .line {
    color: var(--ink);
  }

  .row[data-left] .name {
    color: var(--muted);
  }

  .dot {
    flex: none;
    align-self: center;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--brand);
  }

  .aside {
    color: var(--muted);
    font-size: var(--small);
    white-space: nowrap;
  }

  button.row[aria-current='true'] .line,
  button.row[aria-current='true'] .aside {
    color: var(--brand-ink);
  }

  .team-toggle {
    display: flex;
    align-items: center;
    gap: 6px;
    width: 100%;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
  }

  .team-toggle svg {
    width: 16px;
    height: 16px;
    transition: rotate var(--fast) var(--ease);
  }

  .team-toggle[aria-expanded='false'] svg {
    rotate: -90deg;
  }

  .mate {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 4px 8px;
    font-size: var(--small);
  }

  .mate::before {
    content: '';
    width: 8px;
    height: 8px;
    border-radius: 50%;
    border: 1.5px solid var(--edge);
  }

  .mate[data-presence='online']::before {
    border-color: var(--success);
    background: var(--success);
  }

  .mate[data-presence='away']::before {
    border-color: var(--queue);
    background: var(--queue);
  }

  .mate .name {
    font-weight: 400;
  }
`
