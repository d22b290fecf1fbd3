# An image with Upfront alone, built from the source, so that nobody needs Go or a place for releases: docker build -t upfront .
#
# Two targets: the last, which is the default, has the program and nothing else, and runs as nobody in particular. "ci" has a shell as
# well, which GitLab needs: docker build --target ci -t upfront:ci .
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=""
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.stamped=${VERSION}" -o /image/usr/bin/upfront ./cmd/upfront \
 && mkdir -p /image/site /image/usr/share/doc/upfront \
 && cp THIRD-PARTY-NOTICES.txt /image/usr/share/doc/upfront/

FROM alpine:3.22 AS ci
COPY --from=build /image/ /
USER 65532:65532
WORKDIR /site

FROM scratch
COPY --from=build /image/ /
USER 65532:65532
WORKDIR /site
ENTRYPOINT ["/usr/bin/upfront"]
CMD ["--help"]
