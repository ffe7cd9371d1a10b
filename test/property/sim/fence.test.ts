import { describe } from 'vitest';
import { prove } from '../law.js';
import { fenceLaws } from './fence-laws.js';

describe('at each moment of a simulation', () => {
  prove(fenceLaws);
});
