import { css } from 'lit'

/** Messages, private notes and what is still on its way. */
export const messageStyles = css`
  .group {
    display: flex;
    gap: 10px;
    max-width: 84%;
    margin-top: var(--gap);
  }

  .group[data-by='agent'],
  .pending[data-kind='message'] {
    margin-inline-start: auto;
  }

  .group-body {
    display: grid;
    justify-items: start;
    gap: 3px;
    min-width: 0;
  }

  .group[data-by='agent'] .group-body {
    justify-items: end;
    margin-inline-start: auto;
  }

  .group[data-by='bot'] .group-body {
    margin-inline-start: calc(var(--face) + 10px);
  }

  .group .face {
    margin-top: 22px;
  }

  .by {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: var(--small);
    color: var(--muted);
  }

  .by-name {
    font-weight: 600;
  }

  .group[data-by='bot'] .by-name {
    color: var(--bot);
  }

  time {
    color: var(--muted);
    font-size: var(--small);
    font-weight: 400;
  }

  .message {
    position: relative;
    display: grid;
    justify-items: inherit;
    gap: 3px;
    min-width: 0;
  }

  .bubble {
    max-width: 36em;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-bubble);
    background: var(--raised);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .group[data-by='customer'] .message:last-child .bubble {
    border-end-start-radius: 4px;
  }

  .group[data-by='bot'] .bubble,
  .stream .bubble {
    border-color: transparent;
    background: var(--bot-soft);
  }

  .group[data-by='bot'] .message:last-child .bubble {
    border-end-start-radius: 4px;
  }

  .group[data-by='agent'] .bubble,
  .pending .bubble {
    border-color: transparent;
    background: var(--brand-soft);
    color: var(--ink);
  }

  .group[data-by='agent'] .message:last-child .bubble {
    border-end-end-radius: 4px;
  }

  .bubble a,
  .note-text a {
    color: inherit;
    text-underline-offset: 3px;
  }

  .mask {
    padding: 0 5px;
    border-radius: 4px;
    background: color-mix(in oklab, var(--edge) 22%, transparent);
    font-size: 0.92em;
  }

  .sources,
  .options,
  .spoken-at,
  .seen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    padding: 0 4px;
    color: var(--muted);
    font-size: var(--small);
  }

  .seek {
    min-height: 24px;
    padding: 0 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--brand-ink);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }

  .sources svg {
    width: 15px;
    height: 15px;
  }

  .sources a {
    color: inherit;
    text-underline-offset: 3px;
  }

  .via {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }

  .via svg,
  .delivery svg {
    width: 15px;
    height: 15px;
  }

  .delivery {
    display: flex;
    align-items: flex-start;
    gap: 4px;
    max-width: 36em;
    padding: 0 4px;
    color: var(--muted);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }

  .delivery svg {
    margin-top: 2px;
  }

  .delivery[data-state='held'] {
    color: var(--warning);
  }

  .delivery[data-state='failed'] {
    color: var(--danger);
  }

  .place {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    width: fit-content;
    max-width: 100%;
    min-height: 44px;
    padding: 6px 12px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--raised);
    color: var(--ink);
    font-size: var(--small);
    text-decoration: none;
  }

  .place:hover {
    border-color: var(--edge);
  }

  .place-about {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .place small {
    display: block;
    color: var(--muted);
    font-size: var(--small);
  }

  .why {
    padding: 0 4px;
    color: var(--muted);
    font-size: var(--small);
  }

  .why summary {
    display: inline-flex;
    align-items: center;
    border-radius: 4px;
    cursor: pointer;
    list-style: none;
  }

  .why summary::-webkit-details-marker {
    display: none;
  }

  .why summary:hover {
    color: var(--ink);
  }

  .why svg {
    width: 14px;
    height: 14px;
    margin-inline: -2px 4px;
    rotate: -90deg;
    transition: rotate var(--fast) var(--ease);
  }

  .why[open] svg {
    rotate: 0deg;
  }

  .why ul {
    margin: 2px 0 4px 4px;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--line);
  }

  .note {
    position: relative;
    max-width: 84%;
    margin: var(--gap) 0 0 auto;
    padding: 8px 12px;
    border: 1px dashed var(--note-line);
    border-radius: var(--radius-bubble);
    background: var(--note-soft);
    width: fit-content;
  }

  .note .by,
  .note time {
    color: var(--note-ink);
  }

  .note .by svg {
    width: 14px;
    height: 14px;
  }

  .note-text {
    max-width: 36em;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .pending {
    display: grid;
    justify-items: end;
    gap: 2px;
    width: fit-content;
    max-width: 84%;
    margin: var(--gap) 0 0 auto;
  }

  .pending[data-failed='false'] .bubble,
  .pending[data-failed='false'] .note-text {
    border: 1px dashed var(--line);
  }

  .pending .note-text {
    padding: 8px 12px;
    border: 1px dashed var(--note-line);
    border-radius: var(--radius-bubble);
    background: var(--note-soft);
  }

  .pending[data-failed='true'] .bubble {
    border-color: var(--danger);
  }

  .pending-state {
    padding: 0 4px;
    color: var(--muted);
    font-size: var(--small);
  }

  .pending[data-failed='true'] .pending-state {
    color: var(--danger);
  }
`
