import { css } from 'lit'

export const deskStyles = css`
  :host {
    display: block;
    position: relative; /* what is only spoken is cut off here, too, and makes the page no longer */
    height: 100dvh;
    overflow: clip;
    background: var(--ground);
  }

  .frame {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    height: 100%;
  }

  .columns {
    position: relative;
    display: grid;
    grid-template-columns: 300px minmax(0, 1fr) 340px;
    min-height: 0;
  }

  nav,
  main,
  aside {
    min-width: 0;
    min-height: 0;
  }

  nav {
    border-inline-end: 1px solid var(--line);
  }

  .screen {
    background: var(--ground);
  }

  .columns > main {
    background: var(--surface);
  }

  aside {
    border-inline-start: 1px solid var(--line);
    background: var(--surface);
  }

  .skip {
    position: absolute;
    z-index: 5;
    top: 8px;
    left: 8px;
  }

  .skip:not(:focus) {
    width: 1px;
    height: 1px;
    min-height: 0;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .starting {
    display: grid;
    place-items: center;
    height: 100%;
    color: var(--muted);
  }

  @media (max-width: 1099px) {
    .columns {
      grid-template-columns: 300px minmax(0, 1fr);
    }

    aside {
      position: absolute;
      z-index: 2;
      inset: 0 0 0 auto;
      width: min(360px, 100%);
      box-shadow: var(--shadow);
    }

    .columns:not([data-column='context']) aside {
      display: none;
    }
  }

  @media (max-width: 720px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }

    nav {
      border: 0;
    }

    aside {
      width: 100%;
      box-shadow: none;
    }

    .columns:not([data-column='inbox']) nav,
    .columns[data-column='inbox'] main {
      display: none;
    }
  }
`
