import { css } from 'lit'

export const contextStyles = css`
  :host {
    display: block;
    height: 100%;
    overflow: auto;
    padding: 16px 20px 24px;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }

  :host(:focus-visible) {
    outline: 2px solid var(--brand);
    outline-offset: -2px;
  }

  .top {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .top h2 {
    flex: 1;
    overflow: hidden;
    font-size: var(--large);
    font-weight: 650;
    line-height: 1.35;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .close {
    display: none;
  }

  @media (max-width: 1099px) {
    .close {
      display: inline-flex;
    }
  }

  .top {
    margin-bottom: 10px;
  }

  section + section {
    margin-top: 20px;
    padding-top: 16px;
    border-top: 1px solid var(--line);
  }

  h3 {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 8px;
    margin-bottom: 8px;
    color: var(--muted);
    font-size: var(--small);
    font-weight: 600;
  }

  h3 time {
    font-size: var(--small);
    font-weight: 400;
  }

  .attributes .source {
    display: block;
    color: var(--muted);
    font-size: var(--small);
  }

  .attributes .id {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .brief {
    display: grid;
    gap: 12px;
  }

  .brief > div {
    display: grid;
    grid-template-columns: 76px minmax(0, 1fr);
    gap: 8px;
  }

  dt {
    color: var(--muted);
    font-size: var(--small);
  }

  dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .fact + .fact,
  .why p + p {
    margin-top: 6px;
  }

  .fact-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 6px;
  }

  .fact-label {
    color: var(--muted);
    font-size: var(--small);
    align-self: center;
  }

  .fact-value {
    font-weight: 550;
    font-variant-numeric: tabular-nums;
  }

  .how {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-size: var(--small);
    color: var(--success);
  }

  .how svg {
    width: 14px;
    height: 14px;
  }

  .how[data-how='said'] {
    color: var(--muted);
  }

  .badges {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  q {
    quotes: '“' '”' '‘' '’';
    color: var(--ink);
  }

  q:lang(zh-TW) {
    quotes: '「' '」' '『' '』';
  }

  .evidence {
    color: var(--muted);
    font-size: var(--small);
  }

  .plain dl,
  .attributes {
    display: grid;
    grid-template-columns: minmax(76px, auto) minmax(0, 1fr);
    gap: 4px 12px;
    margin-top: 8px;
    font-size: var(--small);
  }

  .state {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    font-size: var(--small);
    color: var(--muted);
  }

  .state[data-verified='true'] {
    color: var(--success);
  }

  .routes {
    display: grid;
    gap: 8px;
  }

  .routes li {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .route {
    flex: 1;
    min-width: 0;
  }

  .routes small {
    display: block;
    color: var(--muted);
    font-size: var(--small);
  }

  .order {
    padding: 8px 0;
  }

  .order + .order {
    border-top: 1px solid var(--line);
  }

  .order-top {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }

  .order-number {
    flex: 1;
    font-weight: 550;
    font-variant-numeric: tabular-nums;
  }

  .order-sub {
    display: flex;
    gap: 8px;
    color: var(--muted);
    font-size: var(--small);
  }

  .order-items {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .unknown {
    display: flex;
    gap: 8px;
    padding: 10px 12px;
    border-radius: var(--radius-control);
    background: var(--warning-soft);
    color: var(--warning);
    font-size: var(--small);
  }

  .unknown svg {
    margin-top: 2px;
  }
`
