import * as fc from 'fast-check';

const characters = ['a', 'b', 'A', '/', String.raw`\n`, '_', ' ', '1', String.raw`\.`, '\xe9'];
const classes = [
  '.',
  '[ab]',
  '[^a]',
  '[a-z]',
  '[^/]',
  '[[:alpha:]]',
  String.raw`\d`,
  String.raw`\w`,
  String.raw`\W`,
  String.raw`\s`,
  '(?s:.)',
  '(?i:a)',
  String.raw`(?i:\xe9)`,
];
const borders = [
  '^',
  '$',
  String.raw`\b`,
  String.raw`\B`,
  String.raw`\A`,
  String.raw`\z`,
  '(?m:^)',
  '(?m:$)',
];

/** An expression of the linear engine's language. */
export const drawnPattern: fc.Arbitrary<string> = fc.letrec<{ whole: string; part: string }>((tie) => ({
  whole: fc.array(tie('part'), { minLength: 1, maxLength: 4, size: 'max' }).map((parts) => parts.join('')),
  part: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    { arbitrary: fc.constantFrom(...characters), weight: 5 },
    { arbitrary: fc.constantFrom(...classes), weight: 2 },
    { arbitrary: fc.constantFrom(...borders), weight: 2 },
    {
      arbitrary: fc
        .tuple(tie('whole'), fc.constantFrom('*', '+', '?', '*?', '{2}', '{0,2}', '{1,}'))
        .map(([body, times]) => `(?:${body})${times}`),
      weight: 2,
    },
    {
      arbitrary: fc.tuple(tie('whole'), tie('whole')).map(([one, other]) => `(${one}|${other})`),
      weight: 2,
    },
    { arbitrary: tie('whole').map((body) => `(?i:${body})`), weight: 1 },
  ),
})).whole;
