import { BatonWays } from './ways.ts'

if (!customElements.get('baton-ways')) customElements.define('baton-ways', BatonWays)
