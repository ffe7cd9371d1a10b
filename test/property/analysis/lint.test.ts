import { prove } from '../law.js';
import { lintLaws } from './lint-laws.js';

prove(lintLaws);
