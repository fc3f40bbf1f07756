import { BatonCall } from './call.ts'

if (!customElements.get('baton-call')) customElements.define('baton-call', BatonCall)
