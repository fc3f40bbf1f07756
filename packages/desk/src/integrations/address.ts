/** Whether an address looks like one that is asked: https at a name. The gateway looks more closely. */
export function isAddress(text: string): boolean {
  const url = URL.parse(text.trim())
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
