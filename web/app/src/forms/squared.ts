// A picture as others see it: its middle as a square, small enough to be sent at once. Made anew on a canvas, so that
// nothing else the file tells (where it was taken, with what) leaves this device.

const EDGE = 384;
const MOST_BYTES = 30_000_000;

/** On this canvas; false: this is no picture that can be shown. */
export async function drawSquare(file: Blob, canvas: HTMLCanvasElement): Promise<boolean> {
  if (file.size > MOST_BYTES) return false;
  const picture = await createImageBitmap(file).catch(() => null);
  const pen = canvas.getContext("2d");
  if (!picture || !pen) return false;
  const side = Math.min(picture.width, picture.height);
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.width = canvas.height = Math.min(EDGE, side);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
  picture.close();
  return true;
}

export function bytesOf(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((made) => canvas.toBlob(made, "image/jpeg", 0.86));
}
