import './diagnostics.ts';
import './editing.ts';
import './preview.ts';
import './exports.ts';
import './markdown.ts';
import './rules.ts';
import './features.ts';
import './everywhere.ts';
