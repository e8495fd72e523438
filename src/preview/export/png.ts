import type { PictureFile } from '../../core/picture/index.ts';

/** What browsers can paint at most: the longest side, and all pixels together. */
const LONGEST = 16_000;
const MOST_PIXELS = 120_000_000;

/** Thrown for a picture that no browser could paint at a readable size. */
export class TooLarge extends Error {}

/**
 * Paints a picture. `scale` is how many pixels a length of 1 becomes; a picture that would be too large for the browser
 * becomes smaller than asked for, and one that would be unreadable then is refused with `TooLarge`.
 */
export async function paint({ svg, width, height }: PictureFile, scale: number): Promise<Blob> {
  const possible = Math.min(scale, LONGEST / width, LONGEST / height, Math.sqrt(MOST_PIXELS / (width * height)));
  if (possible < 0.5) throw new TooLarge();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * possible);
  canvas.height = Math.round(height * possible);
  const context = canvas.getContext('2d');
  if (!context) throw new TooLarge();
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new TooLarge();
  return blob;
}
