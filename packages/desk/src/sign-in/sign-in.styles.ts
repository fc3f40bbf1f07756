import { css } from 'lit'

export const signInStyles = css`
  :host {
    display: grid;
    place-items: center;
    min-height: 100%;
    padding: 24px 16px;
    overflow: auto;
  }

  main {
    width: min(400px, 100%);
  }

  .card {
    padding: 32px;
    border: 1px solid var(--line);
    border-radius: var(--radius-panel);
    background: var(--raised);
    box-shadow: var(--shadow);
  }

  .mark {
    position: relative;
    display: block;
    width: 56px;
    height: 8px;
    margin-bottom: 24px;
    border-radius: 4px;
    background: var(--line);
  }

  .mark::after {
    content: '';
    position: absolute;
    inset: 0 0 0 50%;
    border-radius: 4px;
    background: var(--brand);
    animation: pass 480ms var(--ease) 1;
  }

  @keyframes pass {
    from {
      translate: -100% 0;
      background: var(--bot);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .mark::after {
      animation: none;
    }
  }

  h1 {
    font-size: var(--title);
    line-height: 1.3;
    font-weight: 650;
    letter-spacing: -0.01em;
  }

  .lead {
    margin: 6px 0 24px;
    color: var(--muted);
  }

  form {
    display: grid;
    gap: 16px;
  }

  label {
    display: grid;
    gap: 4px;
    font-size: var(--small);
    font-weight: 550;
  }

  label input {
    font-size: var(--body);
    font-weight: 400;
  }

  input[aria-invalid='true'] {
    border-color: var(--danger);
  }

  .problem {
    display: flex;
    gap: 8px;
    padding: 10px 12px;
    border-radius: var(--radius-control);
    background: var(--danger-soft);
    color: var(--danger);
    font-size: var(--small);
  }

  .problem.calm {
    background: var(--warning-soft);
    color: var(--warning);
  }

  .problem svg {
    margin-top: 1px;
  }

  .button.primary {
    min-height: 42px;
    margin-top: 4px;
    font-size: var(--body);
  }

  .language [aria-pressed='true'] {
    color: var(--ink);
    text-decoration: underline 2px var(--brand);
    text-underline-offset: 6px;
  }

  .language {
    display: flex;
    justify-content: center;
    gap: 4px;
    margin-top: 20px;
  }
`
