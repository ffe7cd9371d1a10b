import { allBytes } from '../../routing/pattern-program.js';
import { digits, lowerCaseLetters, span } from './byte-alphabet.js';

/** Where a text can stand after some characters. */
interface DomainState {
  /** Whether the text may end here. */
  readonly mayEnd: boolean;
  /** By what characters it goes on, and where to; others cannot follow. */
  readonly moves: readonly (readonly [characters: string, to: string])[];
}

/**
 * The texts that can occur at all, as a small deterministic automaton: a text goes from state to state by its characters.
 * They are texts of bytes: code units up to 255. From each state an end can be reached.
 */
export interface TextDomain {
  readonly start: string;
  readonly states: Readonly<Record<string, DomainState>>;
}

function without(characters: string, taken: string): string {
  return Array.from(characters)
    .filter((character) => !taken.includes(character))
    .join('');
}

const visible = span('!', '~');

/** The value of a header: printable ASCII without blanks at its ends; may be empty. @see RFC 9110 section 5.5 */
export const anyText: TextDomain = {
  start: 'empty',
  states: {
    empty: { mayEnd: true, moves: [[visible, 'visible']] },
    visible: { mayEnd: true, moves: blankOrVisible() },
    blank: { mayEnd: false, moves: blankOrVisible() },
  },
};

function blankOrVisible(): readonly (readonly [string, string])[] {
  return [
    [visible, 'visible'],
    [' ', 'blank'],
  ];
}

const labelCharacters = `${lowerCaseLetters}${digits}-_`;

/**
 * The host of a URL in small letters: labels with single dots between them. The last one begins with a letter, so that
 * it is no address. Lengths are not counted.
 */
export const hostName: TextDomain = {
  start: 'dot',
  states: {
    dot: {
      mayEnd: false,
      moves: [
        [lowerCaseLetters, 'last'],
        [`${digits}-_`, 'inner'],
      ],
    },
    last: {
      mayEnd: true,
      moves: [
        [labelCharacters, 'last'],
        ['.', 'dot'],
      ],
    },
    inner: {
      mayEnd: false,
      moves: [
        [labelCharacters, 'inner'],
        ['.', 'dot'],
      ],
    },
  },
};

const segmentCharacters = without(allBytes, '\0/');
const notDot = without(segmentCharacters, '.');

/**
 * A path as nginx has it after decoding: slashes merged, dot segments resolved; any byte but zero.
 *
 * @see nginx/nginx src/http/ngx_http_parse.c, ngx_http_parse_complex_uri
 */
export const decodedPath: TextDomain = {
  start: 'empty',
  states: {
    empty: { mayEnd: false, moves: [['/', 'slash']] },
    slash: {
      mayEnd: true,
      moves: [
        [notDot, 'segment'],
        ['.', 'dot'],
      ],
    },
    dot: {
      mayEnd: false,
      moves: [
        [notDot, 'segment'],
        ['.', 'dots'],
      ],
    },
    dots: { mayEnd: false, moves: [[segmentCharacters, 'segment']] },
    segment: {
      mayEnd: true,
      moves: [
        [segmentCharacters, 'segment'],
        ['/', 'slash'],
      ],
    },
  },
};

const hexDigits = `${digits}${span('A', 'F')}${span('a', 'f')}`;
const sentCharacters = `${without(visible, '?#%')}${span('\x80', '\xff')}`;

/** What a target may go on with: characters as they are sent, and two digits after a percent sign. */
const restOfTarget: TextDomain['states'] = {
  path: {
    mayEnd: true,
    moves: [
      [sentCharacters, 'path'],
      ['%', 'percent'],
    ],
  },
  percent: { mayEnd: false, moves: [[hexDigits, 'digit']] },
  digit: { mayEnd: false, moves: [[hexDigits, 'path']] },
};

/**
 * The path of a request target in origin form as it is sent: visible ASCII, bytes beyond it as some clients send them, and
 * two digits after a percent sign.
 */
export const rawPath: TextDomain = {
  start: 'empty',
  states: {
    empty: { mayEnd: false, moves: [['/', 'path']] },
    ...restOfTarget,
  },
};

/**
 * A request target that is no path, as it is sent. That one in absolute form names a host and a path is none of this.
 *
 * @see RFC 9112 section 3.2
 */
export const otherTarget: TextDomain = {
  start: 'empty',
  states: {
    empty: {
      mayEnd: false,
      moves: [
        [without(sentCharacters, '/'), 'path'],
        ['%', 'percent'],
      ],
    },
    ...restOfTarget,
  },
};

const hostCharacters = without(visible, `/:[]\\${span('A', 'Z')}`);
const inHost = without(hostCharacters, '.');

/** The host of a Host header as rules compare it: in small letters, without port and final dot, no empty label inside. */
export const sentHost: TextDomain = {
  start: 'empty',
  states: {
    empty: { mayEnd: false, moves: [[inHost, 'label']] },
    label: {
      mayEnd: true,
      moves: [
        [inHost, 'label'],
        ['.', 'dot'],
      ],
    },
    dot: { mayEnd: false, moves: [[inHost, 'label']] },
  },
};
