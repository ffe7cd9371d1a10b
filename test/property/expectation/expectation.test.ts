import { prove } from '../law.js';
import { expectationLaws } from './expectation-laws.js';

prove(expectationLaws);
