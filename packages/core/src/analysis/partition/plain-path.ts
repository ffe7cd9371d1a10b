import type { TextDomain } from '../language/text-domain.js';

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!$&'()*+,;=:@";

/** Paths that are the same as sent and decoded: no escapes, no empty elements, and none of dots. */
export const plainPath: TextDomain = {
  start: 'nothing',
  states: {
    nothing: { mayEnd: false, moves: [['/', 'slash']] },
    slash: {
      mayEnd: true,
      moves: [
        [letters, 'element'],
        ['.', 'dot'],
      ],
    },
    element: {
      mayEnd: true,
      moves: [
        [`${letters}.`, 'element'],
        ['/', 'slash'],
      ],
    },
    dot: {
      mayEnd: false,
      moves: [
        [letters, 'element'],
        ['.', 'dots'],
      ],
    },
    dots: { mayEnd: false, moves: [[`${letters}.`, 'element']] },
  },
};
