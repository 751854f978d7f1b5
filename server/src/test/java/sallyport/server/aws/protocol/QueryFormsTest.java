// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.server.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sallyport.server.aws.shape.ModelReader;
import sallyport.server.aws.shape.OperationModel;
import sallyport.server.aws.shape.ServiceModel;
import sallyport.server.aws.shape.Shape.Structure;
import sallyport.wire.sigv4.QueryString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Forms in, XML out. The shapes of {@code forms} have every kind of member that the models of AWS have. */
class QueryFormsTest {
    private static final Map<String, OperationModel> EC2 =
            ModelReader.read("ec2").operations();
    private static final Structure FORMS = Objects.requireNonNull(
                    ModelReader.read("forms").operations().get("Everything"))
            .input();

    @Test
    void readsListsAsEc2NumbersThem() throws MalformedBodyException {
        assertThat(ec2(
                        "DescribeInstances",
                        "InstanceId.1=i-1&InstanceId.2=i-2&Filter.1.Name=n&Filter.1.Value.1=a"
                                + "&Filter.1.Value.2=b&MaxResults=5&DryRun=true&Unknown.1=x"))
                .isEqualTo("{'InstanceIds':['i-1','i-2'],'DryRun':true,"
                        + "'Filters':[{'Name':'n','Values':['a','b']}],'MaxResults':5}");
    }

    @Test
    void readsListsMapsAndScalarsAsQueryNamesThem() throws MalformedBodyException {
        assertThat(query("Names.member.1=a&Names.member.2=b&Flat.1=x&Items.member.1.Count=1&Items.member.2.Count=2"
                        + "&Attributes.entry.1.key=k&Attributes.entry.1.value=v&FlatMap.1.key=f&FlatMap.1.value=g"
                        + "&When=2026-11-23T09%3A00%3A00Z&Flag=TRUE&Data=aGk%3D&Ratio=0.5&Big=9999999999"))
                .isEqualTo("{'Names':['a','b'],'Flat':['x'],'Items':[{'Count':1},{'Count':2}],"
                        + "'Attributes':{'k':'v'},'FlatMap':{'f':'g'},'When':1795424400000,'Flag':true,'Data':'aGk=',"
                        + "'Ratio':0.5,'Big':9999999999}");
    }

    @Test
    void readsAnEmptyParameterAsAnEmptyList() throws MalformedBodyException {
        assertThat(query("Names=")).isEqualTo("{'Names':[]}");
    }

    @Test
    void endsAListAtItsFirstGap() throws MalformedBodyException {
        assertThat(query("Names.member.1=a&Names.member.3=c")).isEqualTo("{'Names':['a']}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Big=many",
                "Flag=perhaps",
                "When=tomorrow",
                "Data=%21",
                "Ratio=",
                "Big.1=5",
                "Attributes.entry.1.key=k",
                "Big=1&Big=2",
                "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r=1"
            })
    void refusesWhatDoesNotFit(String form) {
        assertThatThrownBy(() -> query(form)).isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void refusesTooManyParameters() {
        String many = "a=1&".repeat(10_001);
        assertThatThrownBy(() -> query(many)).isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void writesEveryKindOfMember() {
        JsonNode tree = json("{'Names':['a','<&>'],'Flat':['x','y'],'Items':[{'Count':1}],'Attributes':{'k':'v'},"
                + "'FlatMap':{'f':'g'},'When':1795424400000,'UnixWhen':1795424400500,'Flag':false,'Data':'aGk='}");
        var xml = new XmlWriter().start("R");
        new XmlForm("member", Timestamps::iso8601).write(FORMS, tree, xml);
        assertThat(new String(xml.end().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("<R><Names><member>a</member><member>&lt;&amp;&gt;</member></Names>"
                        + "<Flat>x</Flat><Flat>y</Flat><Items><member><Count>1</Count></member></Items>"
                        + "<Attributes><entry><key>k</key><value>v</value></entry></Attributes>"
                        + "<FlatMap><key>f</key><value>g</value></FlatMap><When>2026-11-23T09:00:00Z</When>"
                        + "<UnixWhen>1795424400.5</UnixWhen><Flag>false</Flag><Data>aGk=</Data></R>");
    }

    @Test
    void writesOnlyCharactersThatXmlHas() {
        var xml = new XmlWriter().text("t", "a\u0000b\tc\r\u001b[m\uFFFE😀");
        assertThat(new String(xml.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("<t>a\uFFFDb\tc&#xD;\uFFFD[m\uFFFD😀</t>");
    }

    /** Whatever the form is, reading it ends in a tree of the shape or in the one exception. */
    @FuzzTest
    void answersAnyForm(byte[] form) {
        QueryString parameters = QueryString.parse(new String(form, StandardCharsets.UTF_8));
        for (FormReader reader : FormReader.values()) {
            try {
                JsonNode tree = reader.read(FORMS, FormTree.of(parameters));
                assertThat(Set.copyOf(tree.propertyNames()))
                        .isSubsetOf(FORMS.members().keySet());
            } catch (MalformedBodyException e) {
                assertThat(e).hasMessageMatching("(?s).{1,200}");
            }
        }
    }

    @Test
    void tellsOperationsOfServicesApart() {
        assertThat(List.of("ec2", "sts", "forms"))
                .extracting(service ->
                        Protocol.of(ModelReader.read(service)).getClass().getSimpleName())
                .containsExactly("Ec2Query", "AwsQuery", "AwsQuery");
        assertThat(ModelReader.read("forms").protocol()).isEqualTo(ServiceModel.ProtocolName.QUERY);
    }

    private static String query(String form) throws MalformedBodyException {
        return FormReader.QUERY
                .read(FORMS, FormTree.of(QueryString.parse(form)))
                .toString()
                .replace('"', '\'');
    }

    private static String ec2(String operation, String form) throws MalformedBodyException {
        Structure input = Objects.requireNonNull(EC2.get(operation)).input();
        return FormReader.EC2
                .read(input, FormTree.of(QueryString.parse(form)))
                .toString()
                .replace('"', '\'');
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
