import { css } from 'lit'

export const waysStyles = css`
  :host {
    display: block;
    flex: none;
    max-height: 70%;
    overflow: auto;
    padding: 14px 18px 16px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  h3 {
    font-size: var(--text);
    font-weight: 600;
    outline: none;
  }
  .close {
    width: 36px;
    padding: 0;
    color: var(--muted);
  }
  p {
    color: var(--muted);
    font-size: var(--small);
  }
  .asked {
    margin-top: 6px;
    color: var(--ink);
    font-size: var(--text);
  }
  .code {
    margin: 6px 0;
    font-size: var(--large);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.06em;
    user-select: all;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 16px;
    margin: 12px 0 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    gap: 6px;
    justify-items: start;
  }
  /* Two pictures beside each other. */
  li:has(.qr) {
    width: 132px;
    align-content: start;
  }
  li:not(:has(.qr)) {
    width: 100%;
  }
  a {
    color: var(--brand-ink);
    font-size: var(--text);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .qr {
    width: 132px;
    height: 132px;
    border-radius: 8px;
  }
  .choice {
    display: flex;
    gap: 8px;
    margin-top: 12px;
  }
  @media (max-width: 480px) {
    .qr {
      display: none;
    }
    li:has(.qr) {
      width: 100%;
    }
  }
`
