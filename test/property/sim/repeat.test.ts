import { describe } from 'vitest';
import { prove } from '../law.js';
import { repeatLaws } from './repeat-laws.js';

describe('what happens in a simulation', () => {
  prove(repeatLaws);
});
