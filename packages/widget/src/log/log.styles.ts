import { css } from 'lit'

export const logStyles = css`
  :host {
    position: relative;
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .scroller {
    flex: 1;
    overflow: hidden auto;
    /* The log keeps the reader's place itself; two of them would fight. */
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-color: var(--edge) transparent;
    scrollbar-width: thin;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .content {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-height: 100%;
    padding: 18px 16px 12px;
  }
  /* A short conversation stands at the foot, beside the composer. */
  .content > :first-child {
    margin-top: auto;
  }
  .gap,
  .notice {
    color: var(--muted);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
    text-align: center;
    text-wrap: balance;
  }
  .older {
    align-self: center;
  }
  .group {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
  }
  .group[data-own] {
    align-items: flex-end;
  }
  .group h3 {
    display: flex;
    align-items: center;
    gap: 7px;
    margin-bottom: 1px;
    color: var(--muted);
    font-size: var(--small);
    font-weight: 500;
  }
  .tag {
    padding: 0 6px;
    border: 1px solid var(--line);
    border-radius: 9px;
    font-size: 12px;
    font-weight: 400;
    line-height: 17px;
  }
  .message {
    position: relative;
    max-width: min(36em, calc(100% - 52px));
  }
  .bubble {
    padding: 8px 13px;
    border-radius: 10px;
    background: var(--raised);
    overflow-wrap: anywhere;
  }
  .group > .message:last-of-type > .bubble,
  .bubble.dots {
    border-end-start-radius: 4px;
  }
  [data-own] .bubble {
    background: var(--brand-soft);
  }
  [data-own] > .message:last-of-type > .bubble {
    border-end-start-radius: 10px;
    border-end-end-radius: 4px;
  }
  .bubble + baton-files {
    margin-top: 4px;
  }
  [data-own] baton-files {
    --side: flex-end;
  }
  .bubble[data-failed] {
    outline: 1px solid var(--danger);
  }
  .bubble p + :is(p, ul, ol),
  .bubble :is(ul, ol) + * {
    margin-top: 6px;
  }
  .bubble :is(ul, ol) {
    padding-inline-start: 20px;
  }
  .bubble li + li {
    margin-top: 2px;
  }
  a {
    color: var(--brand-ink);
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  time {
    position: absolute;
    inset-block-end: 9px;
    inset-inline-start: calc(100% + 8px);
    white-space: nowrap;
    color: var(--muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    line-height: 1.5;
    opacity: 0;
    transition: opacity var(--quick) var(--ease);
  }
  [data-own] time {
    inset-inline: auto calc(100% + 8px);
  }
  .message:hover time,
  .group:focus-within time {
    opacity: 1;
  }
  .sources {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    padding-inline: 2px;
    color: var(--muted);
    font-size: var(--small);
  }
  cite {
    font-style: normal;
  }
  .fate {
    display: flex;
    align-items: center;
    gap: 2px;
    color: var(--muted);
    font-size: var(--small);
  }
  .fate button {
    min-height: 28px;
    padding: 0 8px;
  }
  .failed > span {
    color: var(--danger);
    padding-inline-end: 4px;
  }
  /* Most messages are stored before anyone could read this. */
  .sending {
    animation: appear 0s 800ms backwards;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  .dots {
    display: flex;
    gap: 5px;
    padding: 14px;
  }
  .dots i {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--edge);
    animation: breathe 1.2s infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.16s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.32s;
  }
  @keyframes breathe {
    40% {
      opacity: 0.3;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .dots i {
      animation: none;
    }
  }
  .pill {
    position: absolute;
    bottom: 10px;
    left: 50%;
    padding: 0 10px 0 14px;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--surface);
    color: var(--brand-ink);
    font-size: var(--small);
    font-weight: 500;
    translate: -50%;
  }
  .pill svg {
    width: 16px;
  }
  .unseen {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`
