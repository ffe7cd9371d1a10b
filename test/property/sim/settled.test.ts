import { describe } from 'vitest';
import { prove } from '../law.js';
import { settledLaws } from './settled-laws.js';

describe('when everything has come back and is quiet, a simulated cluster', () => {
  prove(settledLaws);
});
