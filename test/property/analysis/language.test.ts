import { prove } from '../law.js';
import { languageLaws } from './language-laws.js';

prove(languageLaws);
