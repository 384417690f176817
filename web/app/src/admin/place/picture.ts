// A picture as the house keeps it: square enough to be shown small, and small enough to be sent at once.

const MOST_BYTES = 10_000_000;

/** null: this is no picture that can be shown. */
export async function shrunk(file: Blob, edge: number): Promise<Blob | null> {
  if (file.size > MOST_BYTES) return null;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // PNG keeps what is transparent, and every server knows it.
  return new Promise((made) => canvas.toBlob(made, "image/png"));
}
