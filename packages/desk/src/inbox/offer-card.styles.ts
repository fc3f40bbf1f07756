import { css } from 'lit'

export const offerCardStyles = css`
  .offers {
    display: grid;
    gap: 8px;
  }

  .offer {
    position: relative;
    padding: 12px;
    border: 1px solid color-mix(in oklab, var(--brand) 45%, var(--line));
    border-radius: var(--radius-panel);
    background: var(--raised);
    animation: arrive var(--move) var(--ease) 1;
  }

  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 -6px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .offer {
      animation: none;
    }
  }

  .offer-top {
    display: flex;
    align-items: flex-start;
    gap: 8px;
  }

  .offer h3 {
    overflow: hidden;
    font-size: var(--body);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .offer-who {
    flex: 1;
    min-width: 0;
  }

  .on-call .clock {
    display: inline-flex;
    gap: 4px;
    align-items: center;
  }

  .on-call svg {
    width: 16px;
    height: 16px;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 8px;
  }

  .want {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow-wrap: anywhere;
  }

  .from {
    margin-bottom: 4px;
    overflow-wrap: anywhere;
  }

  .offer .want {
    margin-top: 2px;
  }

  .countdown {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    color: var(--brand);
    font-size: var(--small);
    font-weight: 600;
  }

  .countdown svg {
    position: absolute;
    inset: 0;
    width: 36px;
    height: 36px;
    rotate: -90deg;
    stroke-width: 3;
  }

  .countdown circle:first-child {
    stroke: var(--line);
  }

  .countdown circle:last-child {
    transition: stroke-dashoffset 1s linear;
  }

  .countdown[data-state='amber'] {
    color: var(--warning);
  }

  .countdown[data-state='red'] {
    color: var(--danger);
  }

  @media (prefers-reduced-motion: reduce) {
    .countdown circle:last-child {
      transition: none;
    }
  }

  .answers {
    display: flex;
    gap: 8px;
    margin-top: 12px;
  }

  .answers .button {
    flex: 1;
  }

  .answers .button.primary {
    flex: 2;
  }
`
