//! Small valid PNG pictures, without a compression library: one bit per pixel, stored deflate.

/// Each PNG file begins so.
pub(crate) const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
/// The most a stored deflate block holds.
const BLOCK_BYTES_MAX: usize = 0xffff;
/// The stripes of a picture are this wide, in pixels.
const STRIPE_PX: u32 = 16;

/// An invented picture: stripes of one colour, a different colour for each number.
pub(crate) fn picture(number: u64, width: u32, height: u32) -> Vec<u8> {
    let mut png = SIGNATURE.to_vec();
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    // Bit depth 1, palette, and the only compression, filter and interlace there are.
    header.extend([1, 3, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"PLTE", &palette(number));
    chunk(&mut png, b"IDAT", &zlib_stored(&stripes(width, height)));
    chunk(&mut png, b"IEND", &[]);
    png
}

/// The width and height a PNG or JPEG file states, in pixels.
pub(crate) fn size(picture: &[u8]) -> Option<(u32, u32)> {
    if picture.starts_with(&SIGNATURE) && picture.get(12..16)? == b"IHDR" {
        let side = |at: usize| Some(u32::from_be_bytes(picture.get(at..at + 4)?.try_into().ok()?));
        return Some((side(16)?, side(20)?));
    }
    jpeg_size(picture)
}

/// Walks over the segments of a JPEG file to its frame header.
fn jpeg_size(picture: &[u8]) -> Option<(u32, u32)> {
    if !picture.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    let short = |at: usize| Some(u16::from_be_bytes(picture.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        let marker = *picture.get(at + 1)?;
        // C4, C8 and CC lie among the frame headers but are none.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((short(at + 7)?.into(), short(at + 5)?.into()));
        }
        at += 2 + usize::from(short(at + 2)?);
    }
}

fn palette(number: u64) -> [u8; 6] {
    // A multiplication by an odd number: no two of the first 2^24 numbers share a colour.
    let mixed = number.wrapping_mul(0x9e_37_79).to_le_bytes();
    let dark = [mixed[0], mixed[1], mixed[2]];
    let light = dark.map(|part| part / 2 + 0x7f);
    [dark[0], dark[1], dark[2], light[0], light[1], light[2]]
}

fn stripes(width: u32, height: u32) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0); // no filter
        for byte in 0..width.div_ceil(8) {
            let bit =
                |x: u32| u8::from(((byte * 8 + x + y) / STRIPE_PX).is_multiple_of(2)) << (7 - x);
            rows.push((0..8).map(bit).sum());
        }
    }
    rows
}

fn zlib_stored(data: &[u8]) -> Vec<u8> {
    let mut zlib = vec![0x78, 0x01];
    let mut blocks = data.chunks(BLOCK_BYTES_MAX).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).expect("a chunk is at most 65,535 long");
        zlib.push(u8::from(blocks.peek().is_none()));
        zlib.extend(length.to_le_bytes());
        zlib.extend((!length).to_le_bytes());
        zlib.extend(block);
    }
    zlib.extend(adler32(data).to_be_bytes());
    zlib
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    png.extend(u32::try_from(data.len()).expect("pictures are small").to_be_bytes());
    let start = png.len();
    png.extend(kind);
    png.extend(data);
    let check = crc32(&png[start..]);
    png.extend(check.to_be_bytes());
}

fn adler32(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    (high << 16) | low
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |check, &byte| {
        (0..8).fold(check ^ u32::from(byte), |check, _| {
            (check >> 1) ^ if check & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksums_are_the_standard_ones() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn a_picture_says_its_size_and_differs_from_the_next() {
        let picture_1 = picture(1, 320, 240);
        assert_eq!(size(&picture_1), Some((320, 240)));
        assert_ne!(picture_1, picture(2, 320, 240));
        assert_eq!(size(b"plain text"), None);
    }

    #[test]
    fn a_jpeg_says_its_size() {
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 30, 0, 40];
        assert_eq!(size(&jpeg), Some((40, 30)));
    }
}
