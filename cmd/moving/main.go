// Command moving puts frames together to a moving picture, a GIF in which each frame has only what changes.
//
//	go run ./cmd/moving FOLDER OUT.gif
//
// FOLDER holds 01.png, … and frames.txt, whose lines are how long each is shown, in hundredths of a second.
package main

import (
	"bufio"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/png"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

func main() {
	frames, delays := read(os.Args[1])
	colors := palette(frames)
	out := &gif.GIF{LoopCount: 0}
	var before *image.Paletted
	for i, frame := range frames {
		now := image.NewPaletted(frame.Bounds(), colors)
		draw.Draw(now, now.Bounds(), frame, frame.Bounds().Min, draw.Src)
		part := now
		if before != nil {
			part = now.SubImage(changed(before, now)).(*image.Paletted)
		}
		out.Image, out.Delay, out.Disposal = append(out.Image, part), append(out.Delay, delays[i]), append(out.Disposal, gif.DisposalNone)
		before = now
	}
	file, err := os.Create(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	if err := gif.EncodeAll(file, out); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}

func read(dir string) (frames []image.Image, delays []int) {
	list, err := os.Open(filepath.Join(dir, "frames.txt"))
	if err != nil {
		log.Fatal(err)
	}
	defer list.Close()
	for lines := bufio.NewScanner(list); lines.Scan(); {
		delay, err := strconv.Atoi(lines.Text())
		if err != nil {
			log.Fatal(err)
		}
		file, err := os.Open(filepath.Join(dir, fmt.Sprintf("%02d.png", len(frames)+1)))
		if err != nil {
			log.Fatal(err)
		}
		frame, err := png.Decode(file)
		if err != nil {
			log.Fatal(err)
		}
		file.Close()
		frames, delays = append(frames, frame), append(delays, delay)
	}
	return frames, delays
}

// palette returns the 256 colours that most pixels have: pages have few, and the edges of letters may be a shade off.
func palette(frames []image.Image) color.Palette {
	counts := map[color.RGBA]int{}
	for _, f := range frames {
		for y := f.Bounds().Min.Y; y < f.Bounds().Max.Y; y++ {
			for x := f.Bounds().Min.X; x < f.Bounds().Max.X; x++ {
				r, g, b, _ := f.At(x, y).RGBA()
				counts[color.RGBA{uint8(r>>8) &^ 3, uint8(g>>8) &^ 3, uint8(b>>8) &^ 3, 255}]++
			}
		}
	}
	all := make([]color.RGBA, 0, len(counts))
	for c := range counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return int(a.R)<<16 + int(a.G)<<8 + int(a.B) - int(b.R)<<16 - int(b.G)<<8 - int(b.B)
	})
	var out color.Palette
	for _, c := range all[:min(len(all), 256)] {
		out = append(out, c)
	}
	return out
}

// changed returns the smallest rectangle in which two frames differ.
func changed(a, b *image.Paletted) (r image.Rectangle) {
	for y := b.Rect.Min.Y; y < b.Rect.Max.Y; y++ {
		for x := b.Rect.Min.X; x < b.Rect.Max.X; x++ {
			if a.ColorIndexAt(x, y) != b.ColorIndexAt(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if r.Empty() {
		return image.Rect(b.Rect.Min.X, b.Rect.Min.Y, b.Rect.Min.X+1, b.Rect.Min.Y+1)
	}
	return r
}
