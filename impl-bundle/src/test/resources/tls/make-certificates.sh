#!/bin/sh
# Makes the certificates of the tests, which last for a hundred years. Run it in this folder; it needs keytool of a JDK.
set -eu
rm -f ./*.p12 ./*.pem
PASS="-storepass password -storetype PKCS12"
KEY="-genkeypair -keyalg EC -groupname secp256r1"
# shellcheck disable=SC2086
keytool $KEY $PASS -keystore ca.p12 -alias ca -dname "CN=TorrentXT test CA" -ext bc:c -ext ku:c=keyCertSign -validity 36500
keytool -exportcert -rfc $PASS -keystore ca.p12 -alias ca > ca.pem

# NAME SAN STARTDATE DAYS
signed() {
    keytool $KEY $PASS -keystore "$1.p12" -alias server -dname "CN=$1"
    keytool -certreq $PASS -keystore "$1.p12" -alias server |
        keytool -gencert -rfc $PASS -keystore ca.p12 -alias ca -ext "san=$2" -startdate "$3" -validity "$4" > "$1.pem"
    keytool -importcert -noprompt $PASS -keystore "$1.p12" -alias ca -file ca.pem
    keytool -importcert -noprompt $PASS -keystore "$1.p12" -alias server -file "$1.pem"
    rm "$1.pem"
}
signed valid "ip:127.0.0.1" "-1d" 36500
signed expired "ip:127.0.0.1" "-730d" 365
signed wrong-host "dns:tracker.example" "-1d" 36500
keytool $KEY $PASS -keystore self-signed.p12 -alias server -dname "CN=self-signed" -ext "san=ip:127.0.0.1" -validity 36500
rm ca.p12
