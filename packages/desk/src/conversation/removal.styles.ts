import { css } from 'lit'

/** Beside what somebody wrote. The host has no box: its parent is the message. */
export const removalStyles = css`
  :host {
    display: contents;
  }

  .offer {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-start: 100%;
    margin-inline: 4px;
  }

  :host([data-by='agent']) .offer {
    inset-inline: auto 100%;
  }
`
