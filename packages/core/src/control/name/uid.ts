import { hashText } from './hash.js';

/** A uid in the form that the API server gives, made from what the object is instead of by chance. */
export function uidOf(text: string): string {
  const digits = [0, 1, 2, 3]
    .map((part) => hashText(`${part}/${text}`).toString(16).padStart(8, '0'))
    .join('');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-');
}
