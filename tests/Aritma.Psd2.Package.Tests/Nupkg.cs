using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Aritma.Psd2.Package.Tests;

/// <summary>What is in a packed package.</summary>
internal sealed class Nupkg(string path)
{
    /// <summary>The names of its files, sorted, but for those of the format.</summary>
    public IReadOnlyList<string> Entries
    {
        get
        {
            using var archive = ZipFile.OpenRead(path);
            return
            [
                .. archive.Entries.Select(entry => entry.FullName).Where(name => !IsOfTheFormat(name)).Order(StringComparer.Ordinal),
            ];
        }
    }

    public string Version => Metadata("version");

    public string License => Metadata("license");

    /// <summary>What a package is that isn't a library.</summary>
    public IEnumerable<string?> Types => Nuspec.Descendants()
        .Where(element => element.Name.LocalName == "packageType")
        .Select(type => (string?)type.Attribute("name"));

    /// <summary>Those of the target framework, by id.</summary>
    public IReadOnlyDictionary<string, XElement> Dependencies => Nuspec.Descendants()
        .Where(element => element.Name.LocalName == "dependency" && (string?)element.Parent!.Attribute("targetFramework") == "net10.0")
        .ToDictionary(dependency => (string)dependency.Attribute("id")!);

    /// <summary>Whatever the nuspec says of shared frameworks.</summary>
    public IEnumerable<XElement> FrameworkReferences => Nuspec.Descendants()
        .Where(element => element.Name.LocalName.StartsWith("framework", StringComparison.OrdinalIgnoreCase));

    private XDocument Nuspec
    {
        get
        {
            using var archive = ZipFile.OpenRead(path);
            using var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            return XDocument.Load(nuspec);
        }
    }

    public XDocument ReadXml(string entry)
    {
        using var archive = ZipFile.OpenRead(path);
        using var packed = archive.GetEntry(entry)!.Open();
        return XDocument.Load(packed);
    }

    /// <summary>The assemblies that one in the package refers to.</summary>
    public IReadOnlyList<(string Name, Version Version)> References(string entry)
    {
        using var archive = ZipFile.OpenRead(path);
        using var image = new MemoryStream();
        using (var packed = archive.GetEntry(entry)!.Open())
        {
            packed.CopyTo(image);
        }

        image.Position = 0;
        using var reader = new PEReader(image);
        var metadata = reader.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences
                .Select(metadata.GetAssemblyReference)
                .Select(reference => (metadata.GetString(reference.Name), reference.Version)),
        ];
    }

    private string Metadata(string name) => Nuspec.Descendants().Single(element => element.Name.LocalName == name).Value;

    private static bool IsOfTheFormat(string name) =>
        name == "[Content_Types].xml"
        || name.StartsWith("_rels/", StringComparison.Ordinal)
        || name.StartsWith("package/", StringComparison.Ordinal);
}
