import { css } from 'lit'

/** A masked place and the original beside it. */
export const originalStyles = css`
  :host {
    display: inline;
  }

  .mask {
    padding: 0 5px;
    border: 0;
    border-radius: 4px;
    background: color-mix(in oklab, var(--edge) 22%, transparent);
    color: inherit;
    font: inherit;
    font-size: 0.92em;
  }

  button.mask {
    border-bottom: 1px dashed currentcolor;
    cursor: pointer;
  }

  .shown {
    margin-inline-start: 4px;
    font-variant-numeric: tabular-nums;
    user-select: all;
  }

  .hint,
  .refused {
    font-size: var(--small);
  }
`
