// Mermaid, as a script of its own (`dist/mermaid.js`): the preview, the Markdown preview and notebooks share it, and a
// page without a diagram never loads it.
import mermaid from 'mermaid';

// By default Mermaid draws every `.mermaid` element of the page when that has loaded: those are not ours to touch.
mermaid.initialize({ startOnLoad: false });

export default mermaid;
