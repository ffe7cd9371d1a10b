import * as fc from 'fast-check';

/** Spells a path in another way, at one of the borders between its elements or at its end. */
type PathSpelling = (path: string, border: number) => string;

/** What people and attackers make of a path: other elements, and other spellings of the same ones. */
const pathSpellings: readonly PathSpelling[] = [
  (path) => (path.endsWith('/') && path !== '/' ? path.slice(0, -1) : `${path}/`),
  (path) => `${path}${path.endsWith('/') ? '' : '/'}x`,
  (path) => `${path}x`,
  (path, border) => path.slice(0, border) || '/',
  (path, border) => `${path.slice(0, border)}/${path.slice(border)}`,
  (path, border) => `${path.slice(0, border)}/.${path.slice(border)}`,
  (path, border) => `${path.slice(0, border)}/x/..${path.slice(border)}`,
  (path) => `${path}/..`,
  (path, border) => (border === 0 ? path : `${path.slice(0, border)}%2F${path.slice(border + 1)}`),
  (path, border) => path.slice(0, border) + escapeLetter(path.slice(border)),
  (path, border) => path.slice(0, border) + path.slice(border).toUpperCase(),
  (path) => `${path}?x=/`,
];

function escapeLetter(text: string): string {
  return text.replace(/[a-z]/i, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

/** Changes a path in none, one or two ways; shrinking leads to the path as it is. */
export const respelling: fc.Arbitrary<(path: string) => string> = fc
  .array(fc.tuple(fc.constantFrom(...pathSpellings), fc.nat({ max: 7 })), { maxLength: 2 })
  .map(
    (chosen) => (path) =>
      chosen.reduce((text, [spell, at]) => {
        const borders = bordersOf(text);
        return spell(text, borders[at % borders.length] ?? 0);
      }, path),
  );

/** Where the elements of a path begin, and where it ends; what comes behind a `?` is no part of it. */
function bordersOf(path: string): readonly number[] {
  const borders: number[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) borders.push(at);
  return [...borders, path.length];
}

/** A path that the path of a rule may be meant for: a regular expression as far as it is plain text. */
export function plainPath(path: string): string {
  const plain = path.replace(/[([{^$*+?|\\#].*$/s, '');
  return plain.startsWith('/') ? plain : `/${plain}`;
}
