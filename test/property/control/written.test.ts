import { prove } from '../law.js';
import { writtenLaws } from './written-laws.js';

prove(writtenLaws);
