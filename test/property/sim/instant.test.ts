import { describe } from 'vitest';
import { prove } from '../law.js';
import { instantLaws } from './instant-laws.js';

describe('a simulation without delays', () => {
  prove(instantLaws);
});
