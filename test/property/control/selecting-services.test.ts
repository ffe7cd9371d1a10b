import { prove } from '../law.js';
import { selectingLaws } from './selecting-laws.js';

prove(selectingLaws);
