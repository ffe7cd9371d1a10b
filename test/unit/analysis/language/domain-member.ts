import type { TextDomain } from '../../../../packages/core/src/analysis/language/text-domain.js';

/** Whether a text is in a domain, read as the domain is written. */
export function isIn(domain: TextDomain, text: string): boolean {
  let state = domain.states[domain.start];
  for (const character of text.split('')) {
    const move = state?.moves.find(([characters]) => characters.includes(character));
    state = move === undefined ? undefined : domain.states[move[1]];
  }
  return state?.mayEnd === true;
}
