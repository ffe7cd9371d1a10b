import { describe } from 'vitest';
import { prove } from '../law.js';
import { loadLaws } from './load-laws.js';

describe('loads', () => {
  prove(loadLaws);
});
