import type { Detector } from './redacted.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'

/** GB 11643: seventeen digits weighted modulo 11 give the eighteenth character. */
function passesChecksum(id: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * (id.charCodeAt(index) - 48), 0)
  return CHECK[sum % 11] === id.charAt(17).toUpperCase()
}

/** Chinese resident identity numbers, 18 characters. First and last stay. */
export const chineseId: Detector = {
  kind: 'cn_id',
  find: (text) =>
    [...text.matchAll(/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g)].flatMap((match) =>
      passesChecksum(match[0])
        ? [
            {
              start: match.index,
              end: match.index + match[0].length,
              placeholder: `[ID ${match[0].charAt(0)}••••${match[0].charAt(17)}]`,
            },
          ]
        : [],
    ),
}
