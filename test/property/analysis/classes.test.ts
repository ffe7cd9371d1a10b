import { prove } from '../law.js';
import { classLaws } from './class-laws.js';

prove(classLaws);
