import { BatonAttach } from './attach.ts'
import { BatonFiles } from './files.ts'

if (!customElements.get('baton-attach')) customElements.define('baton-attach', BatonAttach)
if (!customElements.get('baton-files')) customElements.define('baton-files', BatonFiles)
