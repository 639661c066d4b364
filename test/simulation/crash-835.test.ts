import { killsUndoNothing } from './kills.ts';

killsUndoNothing(835);
