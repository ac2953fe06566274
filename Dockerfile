# syntax=docker/dockerfile:1
# The program and nothing else: docker build --tag plimsoll . && docker run --rm --volume "$PWD:/work:ro" plimsoll check .
# What .plimsoll.yaml allows here, it gives reasons for.

FROM docker.io/library/debian:12-slim AS build
WORKDIR /source
# The packages change more seldom than the source, so they are a layer of their own.
COPY --link dev ./
RUN ./dev packages
COPY --link . ./
RUN ./dev build

FROM scratch
# SOURCE and REVISION say what it was built from: docker build --build-arg SOURCE=… --build-arg REVISION=…
ARG SOURCE=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.source=$SOURCE \
      org.opencontainers.image.revision=$REVISION
COPY --link --from=build /source/build/release/plimsoll /usr/bin/plimsoll
COPY --link --from=build /source/build/release/packaging/copyright /usr/share/doc/plimsoll/copyright
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/usr/bin/plimsoll"]
CMD ["--help"]
